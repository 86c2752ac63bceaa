// A text that changes all the time must not lay out the window again and again.

#include "ui/views/steady_label.h"

#include <utility>

#include <QApplication>
#include <QHBoxLayout>
#include <gtest/gtest.h>

namespace lab::ui {
namespace {

/// A window that counts how often it was asked for a new layout.
class CountingWindow final : public QWidget {
 public:
  int takeRequests() {
    QApplication::sendPostedEvents();
    return std::exchange(requests_, 0);
  }

 protected:
  bool event(QEvent* event) override {
    if (event->type() == QEvent::LayoutRequest) ++requests_;
    return QWidget::event(event);
  }

 private:
  int requests_ = 0;
};

class SteadyLabels : public testing::Test {
 protected:
  SteadyLabels() {
    (new QHBoxLayout{&window_})->addWidget(label_);
    window_.show();
    label_->say("888 / 2,000");
    window_.takeRequests();
  }

  CountingWindow window_;
  SteadyLabel* label_ = new SteadyLabel;  // owned by the window
};

TEST_F(SteadyLabels, WhatFitsChangesNoLayout) {
  const int width = label_->width();
  label_->say("889 / 2,000");
  label_->say("9");
  label_->say({});
  EXPECT_EQ(window_.takeRequests(), 0);
  EXPECT_EQ(label_->width(), width);
  EXPECT_TRUE(label_->text().isEmpty());
}

TEST_F(SteadyLabels, WhatDoesNotFitMakesRoom) {
  label_->say("1,888 / 2,000 and a word more");
  EXPECT_GT(window_.takeRequests(), 0);
  EXPECT_GE(label_->width(), label_->sizeHint().width());
}

TEST_F(SteadyLabels, AnotherFontFitsAgain) {
  const QSize before = label_->size();
  QFont larger = label_->font();
  larger.setPointSizeF(2 * larger.pointSizeF());
  label_->setFont(larger);
  EXPECT_GT(label_->height(), before.height());
  EXPECT_GE(label_->width(), label_->sizeHint().width());
  label_->setContentsMargins(20, 0, 20, 0);
  EXPECT_GE(label_->width(), label_->sizeHint().width());
}

}  // namespace
}  // namespace lab::ui
