#include "ui/forms/editor.h"

#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QSignalBlocker>
#include <QSlider>
#include <QStandardItemModel>
#include <QToolButton>

#include "ui/forms/number_box.h"
#include "ui/forms/text.h"

namespace lab::ui {
namespace {

double number(const FieldValue& value) {
  return std::holds_alternative<double>(value) ? std::get<double>(value) : 0;
}

QString text(const FieldValue& value) {
  return std::holds_alternative<QString>(value) ? std::get<QString>(value) : QString{};
}

// The one control that fills the row; it takes the focus and the label's mnemonic.
void fill(Editor* editor, QWidget* control) {
  auto* row = new QHBoxLayout{editor};
  row->setContentsMargins({});
  row->addWidget(control, 1);
  editor->setFocusProxy(control);
}

class NumberEditor final : public Editor {
 public:
  NumberEditor(const ParamInfo& info, QWidget* parent) : Editor(parent), box_(new NumberBox{info, this}) {
    fill(this, box_);
    connect(box_, &NumberBox::edited, this, [this] {
      moveSlider();
      Q_EMIT edited();
    });
    if (NumberBox::isFraction(info) && info.low >= 0 && info.high <= 1) addSlider();
    if (!info.names.empty()) addNames(info);
  }

  FieldValue value() const override { return box_->exact(); }

  void setValue(const FieldValue& value) override {
    box_->setExact(number(value));
    moveSlider();
  }

 private:
  void addSlider() {
    slider_ = new QSlider{Qt::Horizontal, this};
    slider_->setRange(0, 100);
    slider_->setPageStep(10);
    slider_->setMinimumWidth(fontMetrics().averageCharWidth() * 8);
    qobject_cast<QHBoxLayout*>(layout())->insertWidget(0, slider_, 1);
    connect(slider_, &QSlider::valueChanged, this, [this](int percent) {
      box_->setExact(percent / 100.0);
      Q_EMIT edited();
    });
  }

  void addNames(const ParamInfo& info) {
    auto* button = new QToolButton{this};
    auto* menu = new QMenu{button};
    menu->setToolTipsVisible(true);
    for (const auto& name : info.names) {
      QAction* action = menu->addAction(toQString(name.name));
      action->setToolTip(toQString(name.help));
      connect(action, &QAction::triggered, this, [this, value = name.value] {
        box_->setExact(value);
        Q_EMIT edited();
      });
    }
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setArrowType(Qt::DownArrow);
    button->setAccessibleName(tr("Named values"));
    layout()->addWidget(button);
  }

  void moveSlider() {
    if (slider_ == nullptr) return;
    const QSignalBlocker quiet{slider_};
    slider_->setValue(static_cast<int>(std::lround(box_->exact() * 100)));
  }

  NumberBox* box_;
  QSlider* slider_ = nullptr;  // fractions only
};

class SwitchEditor final : public Editor {
 public:
  explicit SwitchEditor(QWidget* parent) : Editor(parent), box_(new QCheckBox{this}) {
    fill(this, box_);
    connect(box_, &QCheckBox::toggled, this, &Editor::edited);
  }

  FieldValue value() const override { return box_->isChecked() ? 1.0 : 0.0; }

  void setValue(const FieldValue& value) override {
    const QSignalBlocker quiet{box_};
    box_->setChecked(number(value) != 0);
  }

 private:
  QCheckBox* box_;
};

class ChoiceEditor final : public Editor {
 public:
  ChoiceEditor(const ParamInfo& info, QWidget* parent) : Editor(parent), box_(new QComboBox{this}) {
    fill(this, box_);
    for (const auto& name : info.names) {
      box_->addItem(toQString(name.name).replace('_', ' '), name.value);
      box_->setItemData(box_->count() - 1, toQString(name.help), Qt::ToolTipRole);
    }
    connect(box_, &QComboBox::activated, this, &Editor::edited);
  }

  FieldValue value() const override { return box_->currentData().toDouble(); }
  void setValue(const FieldValue& value) override { box_->setCurrentIndex(box_->findData(number(value))); }

 private:
  QComboBox* box_;
};

class TextEditor final : public Editor {
 public:
  explicit TextEditor(QWidget* parent) : Editor(parent), line_(new QLineEdit{this}) {
    fill(this, line_);
    connect(line_, &QLineEdit::textEdited, this, &Editor::edited);
  }

  FieldValue value() const override { return line_->text(); }

  void setValue(const FieldValue& value) override {
    if (line_->text() != text(value)) line_->setText(text(value));
  }

  void setHint(const QString& text) override { line_->setPlaceholderText(text); }

 private:
  QLineEdit* line_;
};

class WordEditor final : public Editor {
 public:
  WordEditor(const std::vector<Word>& words, QWidget* parent) : Editor(parent), box_(new QComboBox{this}) {
    fill(this, box_);
    box_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    box_->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    for (const auto& word : words) add(word);
    connect(box_, &QComboBox::activated, this, &Editor::edited);
  }

  FieldValue value() const override { return box_->currentData().toString(); }

  void setValue(const FieldValue& value) override {
    const QString id = text(value);
    if (box_->findData(id) < 0) add({id, id});
    box_->setCurrentIndex(box_->findData(id));
  }

 private:
  void add(const Word& word) {
    box_->addItem(word.title, word.id);
    const int row = box_->count() - 1;
    box_->setItemData(row, word.help, Qt::ToolTipRole);
    if (!word.enabled) qobject_cast<QStandardItemModel*>(box_->model())->item(row)->setEnabled(false);
  }

  QComboBox* box_;
};

}  // namespace

Editor* makeEditor(const ParamInfo& info, QWidget* parent) {
  switch (info.kind) {
    case ParamKind::Number:
    case ParamKind::Integer:
      return new NumberEditor{info, parent};
    case ParamKind::Boolean:
      return new SwitchEditor{parent};
    case ParamKind::Choice:
      return new ChoiceEditor{info, parent};
    case ParamKind::Text:
    case ParamKind::Table:
      return new TextEditor{parent};
  }
  return nullptr;
}

Editor* makeTextEditor(QWidget* parent) {
  return new TextEditor{parent};
}

Editor* makeWordEditor(const std::vector<Word>& words, QWidget* parent) {
  return new WordEditor{words, parent};
}

}  // namespace lab::ui
