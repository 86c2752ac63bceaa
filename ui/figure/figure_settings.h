#pragma once

#include <map>
#include <string>
#include <vector>

#include <QWidget>

#include "ui/figure/figure_spec.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace lab::ui {

/// The right half of the figure editor: everything a FigureSpec says, as a form.
class FigureSettings final : public QWidget {
  Q_OBJECT

 public:
  explicit FigureSettings(QWidget* parent = nullptr);

  void setSpec(const FigureSpec& spec);  ///< emits nothing
  [[nodiscard]] FigureSpec spec() const;

  /// Views that cannot be drawn, with the reason; they cannot be chosen.
  void setUnavailable(const std::map<std::string, QString>& reasons);

  [[nodiscard]] QString format() const;  ///< ending of the file, such as "pdf"

 Q_SIGNALS:
  void changed();

 private:
  void addContent(QFormLayout& form);
  void addPage(QFormLayout& form);
  void addLook(QFormLayout& form);
  void addFile(QFormLayout& form);
  QCheckBox* addSwitch(QFormLayout& form, const QString& text, const QString& tip);
  QComboBox* addChoice(QFormLayout& form, const QString& label, const std::vector<QString>& texts);
  QDoubleSpinBox* addNumber(QFormLayout& form, const QString& label, double most, const QString& unit);
  void choosePreset();
  void forgetPreset();
  void say();
  void showWhatCounts();

  std::map<std::string, QCheckBox*> views_;  // owned by Qt, like all below
  QComboBox *xAxis_ = nullptr, *preset_ = nullptr, *theme_ = nullptr, *legend_ = nullptr, *format_ = nullptr;
  QDoubleSpinBox *width_ = nullptr, *height_ = nullptr, *font_ = nullptr, *line_ = nullptr;
  QSpinBox *columns_ = nullptr, *dpi_ = nullptr;
  QLineEdit* title_ = nullptr;
  QCheckBox *letters_ = nullptr, *logarithmic_ = nullptr, *allPoints_ = nullptr, *recipe_ = nullptr;
  bool quiet_ = true;  // the form is being made or filled
};

}  // namespace lab::ui
