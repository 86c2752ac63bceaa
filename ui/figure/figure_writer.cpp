#include "ui/figure/figure_writer.h"

#include <algorithm>
#include <cmath>

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSvgGenerator>

#include "engine/core/error.h"
#include "engine/core/params.h"
#include "ui/figure/recipe.h"
#include "ui/figure/table.h"

namespace lab::ui {
namespace {

namespace fs = std::filesystem;

constexpr double kMillimetresPerInch = 25.4;

QString documentTitle(const Figure& figure) {
  if (!figure.spec().title.isEmpty()) return figure.spec().title;
  QStringList headings;
  for (const auto& panel : figure.panels()) headings.append(panel.heading());
  return headings.join(QStringLiteral(", "));
}

void save(const fs::path& path, const QByteArray& contents) {
  QSaveFile file{QString::fromStdString(path.string())};
  if (file.open(QIODevice::WriteOnly) && file.write(contents) == contents.size() && file.commit()) return;
  throw Error({.kind = ErrorKind::Run,
               .doing = path.string(),
               .problem = "could not be written: " + file.errorString().toStdString(),
               .expected = "a folder that may be written to",
               .remedy = "choose another file"});
}

QByteArray pdfOf(const Figure& figure) {
  QByteArray contents;
  QBuffer buffer{&contents};
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer{&buffer};
  // What the screen resolves fonts at: the page is laid out in its pixels, see Figure.
  writer.setResolution(Figure::fontDotsPerInch());
  writer.setPageSize(QPageSize{figure.millimetres(), QPageSize::Millimeter, {}, QPageSize::ExactMatch});
  writer.setPageMargins({});
  writer.setCreator(QStringLiteral("Skewlab " LAB_VERSION));
  writer.setTitle(documentTitle(figure));
  if (figure.spec().recipe) {
    writer.addFileAttachment(QString::fromLatin1(kRecipeName), QByteArray::fromStdString(recipeOf(figure)),
                             QStringLiteral("application/json"));
    writer.addFileAttachment(QString::fromLatin1(kDataName), QByteArray::fromStdString(csvOf(figure)),
                             QStringLiteral("text/csv"));
  }
  figure.draw(writer, writer.resolution());
  return contents;
}

/// A file of numbers needs some.
void requireNumbers(const Figure& figure, const fs::path& file) {
  const auto drawn = [](const Panel& panel) { return panel.plots().empty() && panel.map() == nullptr; };
  const auto found = std::ranges::find_if(figure.panels(), drawn);
  if (found == figure.panels().end()) return;
  throw Error({.kind = ErrorKind::Usage,
               .doing = file.filename().string(),
               .problem = "the view \"" + found->view() + "\" is a drawing without axes and has no numbers to write",
               .expected = "another view, or a .pdf, .svg or .png",
               .remedy = ""});
}

QByteArray pngOf(const Figure& figure) {
  QImage image = imageOf(figure, figure.spec().dpi);
  if (figure.spec().recipe) {
    image.setText(QString::fromLatin1(kRecipeName), QString::fromStdString(recipeOf(figure)));
    image.setText(QString::fromLatin1(kDataName), QString::fromStdString(csvOf(figure)));
  }
  image.setText(QStringLiteral("Title"), documentTitle(figure));
  image.setText(QStringLiteral("Software"), QStringLiteral("Skewlab " LAB_VERSION));
  QByteArray contents;
  QBuffer buffer{&contents};
  buffer.open(QIODevice::WriteOnly);
  if (!image.save(&buffer, "PNG")) {
    throw Error({.kind = ErrorKind::Run,
                 .doing = "the picture",
                 .problem = "does not fit into memory",
                 .expected = "",
                 .remedy = "use fewer dpi"});
  }
  return contents;
}

QByteArray metadata(const char* name, const std::string& text) {
  return QByteArray{"<metadata id=\""} + name + "\">" +
         QString::fromStdString(text).toHtmlEscaped().toUtf8() + "</metadata>\n";
}

/// Qt lays text out in whole pixels, but writes the fraction that was asked for.
QString withWholeFonts(const QString& svg) {
  static const QRegularExpression size{QStringLiteral(R"(font-size="([\d.]+)\")")};
  QString text;
  qsizetype copied = 0;
  for (const auto& match : size.globalMatch(svg)) {
    text += QStringView{svg}.mid(copied, match.capturedStart() - copied);
    text += QStringLiteral("font-size=\"%1\"").arg(std::lround(match.captured(1).toDouble()));
    copied = match.capturedEnd();
  }
  text += QStringView{svg}.mid(copied);
  return text;
}

/// Qt knows whole pixels only and one font; the page has its exact size, and readers without our font get one
/// that is like it.
QByteArray completed(const QByteArray& svg, const Figure& figure) {
  QString text = withWholeFonts(QString::fromUtf8(svg));
  const QSizeF size = figure.millimetres();
  static const QRegularExpression page{QStringLiteral(R"(<svg width="[^"]*" height="[^"]*")")};
  text.replace(page,
               QStringLiteral("<svg width=\"%1mm\" height=\"%2mm\"").arg(size.width()).arg(size.height()));
  static const QRegularExpression font{QStringLiteral(R"(font-family="([^",]*)\")")};
  text.replace(font, QStringLiteral(R"(font-family="\1, 'DejaVu Sans', Arial, sans-serif")"));
  if (figure.spec().recipe) {
    const QByteArray parts = metadata(kRecipeName, recipeOf(figure)) + metadata(kDataName, csvOf(figure));
    text.insert(text.indexOf(QStringLiteral("<defs>")), QString::fromUtf8(parts));
  }
  return text.toUtf8();
}

QByteArray svgOf(const Figure& figure) {
  const int resolution = Figure::fontDotsPerInch();
  const QSizeF page = figure.millimetres() / kMillimetresPerInch * resolution;
  QByteArray contents;
  QBuffer buffer{&contents};
  buffer.open(QIODevice::WriteOnly);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setResolution(resolution);
  generator.setSize(
      QSize{static_cast<int>(std::ceil(page.width())), static_cast<int>(std::ceil(page.height()))});
  generator.setViewBox(QRectF{{}, page});
  generator.setTitle(documentTitle(figure).toHtmlEscaped());  // Qt writes it as it stands
  generator.setDescription(QStringLiteral("Drawn by Skewlab " LAB_VERSION));
  figure.draw(generator, resolution);
  return completed(contents, figure);
}

/// A figure may be drawn again, but a paper of the same name must not be lost.
void requireOurs(const fs::path& tex, const std::string& text) {
  QFile file{QString::fromStdString(tex.string())};
  const auto head = static_cast<qint64>(text.find('.'));  // of the comment that every one of ours begins with
  if (!file.open(QIODevice::ReadOnly) || file.read(head).toStdString() == text.substr(0, text.find('.')))
    return;
  throw Error({.kind = ErrorKind::Usage,
               .doing = tex.filename().string(),
               .problem = "exists and was not drawn by Skewlab",
               .expected = "a new file or an older figure",
               .remedy = "choose another name"});
}

std::vector<fs::path> writePgfplots(const Figure& figure, const fs::path& file) {
  const auto files = pgfplotsOf(figure, file.stem().string());
  requireOurs(file, files.front().text);
  std::vector<fs::path> written;
  for (const auto& [name, text] : files) {
    written.push_back(file.parent_path() / name);
    save(written.back(), QByteArray::fromStdString(text));
  }
  return written;
}

}  // namespace

const std::vector<const char*>& figureFormats() {
  static const std::vector<const char*> formats{"pdf", "svg", "png", "csv", "tex"};
  return formats;
}

QImage imageOf(const Figure& figure, double dotsPerInch) {
  const QSizeF size = figure.millimetres() / kMillimetresPerInch * dotsPerInch;
  QImage image{
      QSize{static_cast<int>(std::lround(size.width())), static_cast<int>(std::lround(size.height()))},
      QImage::Format_RGB32};
  if (image.isNull()) return image;
  const auto perMetre = [](double dots) {
    return static_cast<int>(std::lround(dots / kMillimetresPerInch * 1000));
  };
  image.setDotsPerMeterX(perMetre(Figure::fontDotsPerInch()));  // for the fonts, see Figure
  image.setDotsPerMeterY(perMetre(Figure::fontDotsPerInch()));
  image.fill(figure.theme().plotBackground);
  figure.draw(image, dotsPerInch);
  image.setDotsPerMeterX(perMetre(dotsPerInch));
  image.setDotsPerMeterY(perMetre(dotsPerInch));
  return image;
}

std::vector<fs::path> writeFigure(const Figure& figure, const fs::path& file) {
  std::string ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char letter) { return std::tolower(letter); });
  if (ending == ".tex" || ending == ".csv") requireNumbers(figure, file);
  if (ending == ".tex") return writePgfplots(figure, file);
  if (ending == ".pdf") {
    save(file, pdfOf(figure));
  } else if (ending == ".svg") {
    save(file, svgOf(figure));
  } else if (ending == ".png") {
    save(file, pngOf(figure));
  } else if (ending == ".csv") {
    save(file, QByteArray::fromStdString(csvOf(figure)));
  } else {
    throw Error({.kind = ErrorKind::Usage,
                 .doing = file.filename().string(),
                 .problem = "no figure can be written with this ending",
                 .expected = "one of .pdf, .svg, .png, .csv, .tex",
                 .remedy = ""});
  }
  return {file};
}

}  // namespace lab::ui
