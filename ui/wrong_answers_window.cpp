#include "ui/wrong_answers_window.h"

#include <utility>

#include <QLocale>
#include <QPixmap>
#include <QVBoxLayout>

#include "engine/wrong_answers.h"
#include "ui/bridge/background.h"
#include "ui/views/picture.h"

namespace lab::ui {
namespace {

constexpr int kThumbnail = 4;  // lines of text

QString count(std::int64_t number) {
  return QLocale{}.toString(qlonglong{number});
}

QString percent(float fraction) {
  return QLocale{}.toString(100 * static_cast<double>(fraction), 'f', 0);
}

}  // namespace

WrongAnswersWindow::WrongAnswersWindow(QWidget* parent)
    : QDialog(parent),
      headline_(new QLabel{this}),
      sentence_(new QLabel{this}),
      images_(new QListWidget{this}) {
  setWindowTitle(tr("Wrong answers"));
  setModal(false);
  headline_->setObjectName(QStringLiteral("cardTitle"));
  for (auto* label : {headline_, sentence_}) {
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  }
  const int line = fontMetrics().height();
  images_->setAccessibleName(tr("Wrongly classified test images"));
  images_->setViewMode(QListView::IconMode);
  images_->setResizeMode(QListView::Adjust);
  images_->setMovement(QListView::Static);
  images_->setUniformItemSizes(true);
  images_->setWordWrap(true);
  images_->setIconSize({kThumbnail * line, kThumbnail * line});
  images_->setGridSize({8 * line, (kThumbnail + 4) * line});
  auto* column = new QVBoxLayout{this};
  column->addWidget(headline_);
  column->addWidget(sentence_);
  column->addWidget(images_, 1);
  column->addStretch();  // the words stay at the top when there are no images
  resize(
      QSize{line * 42, line * 32}.boundedTo(parent == nullptr ? QSize{900, 640} : parent->window()->size()));
}

void WrongAnswersWindow::ask(const std::filesystem::path& run, const WrongAnswersQuestion& question,
                             const QStringList& classes, const QStringList& partitions) {
  Asked asked{run, question, classes, partitions};
  headline_->setText(
      tr("%1 in the model of %2").arg(classes.value(question.label), partitions.value(question.partition)));
  say(tr("Testing the model of the newest checkpoint again …"));
  QDialog::show();
  raise();
  activateWindow();
  if (busy_) {
    waiting_ = std::move(asked);
  } else {
    begin(asked);
  }
}

void WrongAnswersWindow::begin(const Asked& asked) {
  busy_ = true;
  inBackground(
      this, [asked] { return wrongAnswersOf(asked.run, asked.question); },
      [this, asked](const Outcome<WrongAnswers>& outcome) {
        busy_ = false;
        if (waiting_) return begin(*std::exchange(waiting_, std::nullopt));
        if (!outcome.value) return say(outcome.problem);
        show(asked, *outcome.value);
      });
}

void WrongAnswersWindow::say(const QString& sentence) {
  images_->clear();
  images_->hide();
  sentence_->setText(sentence);
  setAccessibleDescription(headline_->text() + QLatin1Char('\n') + sentence);
}

void WrongAnswersWindow::show(const Asked& asked, const WrongAnswers& answers) {
  QString sentence = tr("As of iteration %1 (checkpoint): %2 of %3 test images wrong.")
                         .arg(count(answers.iteration), count(answers.wrong), count(answers.asked));
  const auto shown = std::ssize(answers.images);
  if (shown < answers.wrong) sentence += QLatin1Char(' ') + tr("The %1 surest are shown.").arg(count(shown));
  say(sentence);
  const QString truth = asked.classes.value(asked.question.label);
  for (const auto& answer : answers.images) {
    const QString taken = asked.classes.value(answer.answer);
    auto picture = QPixmap::fromImage(pictureOf({answers.channels, answers.height, answers.width}, answer.pixels))
                       .scaled(images_->iconSize() * devicePixelRatioF(), Qt::KeepAspectRatio,
                               Qt::FastTransformation);  // pixels stay sharp
    picture.setDevicePixelRatio(devicePixelRatioF());
    auto* item = new QListWidgetItem{QIcon{picture}, tr("%1,\ntaken for %2").arg(truth, taken), images_};
    item->setTextAlignment(Qt::AlignHCenter | Qt::AlignTop);
    item->setToolTip(tr("Test image %1 shows %2; the model answers %3, %4 % sure (softmax of that class).")
                         .arg(count(answer.image), truth, taken, percent(answer.certainty)));
  }
  images_->setVisible(images_->count() > 0);
  if (images_->count() > 0) images_->setCurrentRow(0);
}

}  // namespace lab::ui
