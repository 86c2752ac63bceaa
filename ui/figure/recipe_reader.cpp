// Finds the recipe in a figure file. A PDF is searched for its attachments as they stand in the file, without
// a PDF library: ours are ordinary embedded file streams, and other programs leave them in place.

#include <algorithm>
#include <optional>
#include <zlib.h>

#include <QFile>
#include <QImageReader>
#include <QXmlStreamReader>

#include "engine/core/error.h"
#include "ui/figure/recipe.h"

namespace lab::ui {
namespace {

constexpr qint64 kLargestFile = 256LL << 20;        // bytes; a figure has some hundred thousand
constexpr std::size_t kLargestRecipe = 32U << 20U;  // bytes once unpacked: no file may fill the memory
constexpr qsizetype kHead = 256;                    // bytes that tell a recipe from anything else

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& problem) {
  throw Error({.kind = ErrorKind::Data,
               .doing = file.filename().string(),
               .problem = problem,
               .expected = "a figure of Skewlab with its recipe",
               .remedy = "open the run file or the experiment instead"});
}

QByteArray contentsOf(const std::filesystem::path& path) {
  QFile file{QString::fromStdString(path.string())};
  if (!file.open(QIODevice::ReadOnly)) refuse(path, "cannot be read: " + file.errorString().toStdString());
  if (file.size() > kLargestFile) refuse(path, "is too large for a figure");
  return file.readAll();
}

/// The first `most` bytes of what was packed; fewer where it ends or is no packed data.
std::string unpacked(QByteArray packed, std::size_t most) {
  z_stream stream{};
  std::string text;
  if (inflateInit(&stream) != Z_OK) return text;
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  text.resize(most);
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(most);
  (void)inflate(&stream, Z_SYNC_FLUSH);
  text.resize(most - stream.avail_out);
  inflateEnd(&stream);
  return text;
}

bool looksLikeRecipe(const std::string& head) {
  return head.starts_with('{') && head.find("skewlab-figure") != std::string::npos;
}

/// Every stream is looked at, packed or not, so that the recipe is found whatever the dictionaries around it
/// say.
std::optional<std::string> inPdf(const QByteArray& pdf) {
  const QByteArray begins = "stream\n", ends = "endstream";
  for (qsizetype at = 0; (at = pdf.indexOf(begins, at)) >= 0; at += begins.size()) {
    const qsizetype begin = at + begins.size();
    const qsizetype end = pdf.indexOf(ends, begin);
    if (end < 0) break;
    const QByteArray data = pdf.mid(begin, end - begin);
    if (looksLikeRecipe(data.left(kHead).toStdString())) return data.toStdString();
    if (looksLikeRecipe(unpacked(data.left(4 * kHead), kHead))) return unpacked(data, kLargestRecipe);
  }
  return std::nullopt;
}

std::optional<std::string> inPng(const std::filesystem::path& file) {
  QImageReader reader{QString::fromStdString(file.string()), "png"};
  const QString text = reader.text(QString::fromLatin1(kRecipeName));  // reads the head only, no pixels
  return text.isEmpty() ? std::nullopt : std::optional{text.toStdString()};
}

std::optional<std::string> inSvg(const QByteArray& svg) {
  QXmlStreamReader xml{svg};
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != QLatin1String{"metadata"}) continue;
    const bool ours = xml.attributes().value(QLatin1String{"id"}) == QLatin1String{kRecipeName};
    if (ours) return xml.readElementText().toStdString();
  }
  return std::nullopt;
}

}  // namespace

bool isFigureFile(const std::filesystem::path& file) {
  const auto ending = file.extension();
  return ending == ".pdf" || ending == ".png" || ending == ".svg";
}

std::string recipeTextIn(const std::filesystem::path& file) {
  const QByteArray contents = contentsOf(file);
  std::optional<std::string> text;
  if (contents.startsWith("%PDF")) {
    text = inPdf(contents);
  } else if (contents.startsWith("\x89PNG")) {
    text = inPng(file);
  } else if (contents.left(1024).contains("<svg")) {
    text = inSvg(contents);
  } else {
    refuse(file, "is no PDF, PNG or SVG");
  }
  if (!text) refuse(file, "carries no recipe");
  return *text;
}

}  // namespace lab::ui
