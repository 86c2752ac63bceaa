#include "ui/figure/figure_settings.h"

#include <algorithm>
#include <iterator>

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/views/view.h"

namespace lab::ui {
namespace {

// In the order of the enumerations, which the combo boxes count on.
constexpr XAxis kAxes[]{XAxis::Iteration, XAxis::Epoch, XAxis::Seconds, XAxis::Bytes};
constexpr ThemeId kThemes[]{ThemeId::Print, ThemeId::Light, ThemeId::Dark, ThemeId::Projector};
constexpr LegendPlace kPlaces[]{LegendPlace::Top, LegendPlace::Bottom, LegendPlace::Right, LegendPlace::None};
constexpr const char* kFormats[]{"pdf", "svg", "png", "csv", "tex"};

template <class Value, std::size_t count>
int indexOf(const Value (&values)[count], Value value) {
  return static_cast<int>(std::find(std::begin(values), std::end(values), value) - std::begin(values));
}

QFormLayout* group(QVBoxLayout& column, const QString& title) {
  auto* box = new QGroupBox{title};
  auto* form = new QFormLayout{box};
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setRowWrapPolicy(QFormLayout::DontWrapRows);
  column.addWidget(box);
  return form;
}

}  // namespace

FigureSettings::FigureSettings(QWidget* parent) : QWidget(parent) {
  auto* column = new QVBoxLayout{this};
  addContent(*group(*column, tr("Content")));
  addPage(*group(*column, tr("Page")));
  addLook(*group(*column, tr("Look")));
  addFile(*group(*column, tr("File")));
  column->addStretch(1);
  setSpec({});
}

void FigureSettings::say() {
  if (quiet_) return;
  showWhatCounts();
  Q_EMIT changed();
}

/// Greys out what the format has no place for.
void FigureSettings::showWhatCounts() {
  dpi_->setEnabled(format() == QLatin1String{"png"});
  recipe_->setEnabled(format() != QLatin1String{"csv"} && format() != QLatin1String{"tex"});
}

QComboBox* FigureSettings::addChoice(QFormLayout& form, const QString& label,
                                     const std::vector<QString>& texts) {
  auto* box = new QComboBox;
  for (const auto& text : texts) box->addItem(text);
  form.addRow(label, box);
  connect(box, &QComboBox::currentIndexChanged, this, &FigureSettings::say);
  return box;
}

QDoubleSpinBox* FigureSettings::addNumber(QFormLayout& form, const QString& label, double most,
                                          const QString& unit) {
  auto* box = new QDoubleSpinBox;
  box->setRange(0, most);
  box->setDecimals(unit == tr("pt") ? 2 : 1);
  box->setSuffix(QLatin1Char(' ') + unit);
  box->setKeyboardTracking(false);
  form.addRow(label, box);
  connect(box, &QDoubleSpinBox::valueChanged, this, &FigureSettings::say);
  return box;
}

QCheckBox* FigureSettings::addSwitch(QFormLayout& form, const QString& text, const QString& tip) {
  auto* box = new QCheckBox{text};
  box->setToolTip(tip);
  form.addRow(box);
  connect(box, &QCheckBox::toggled, this, &FigureSettings::say);
  return box;
}

void FigureSettings::addContent(QFormLayout& form) {
  auto* grid = new QGridLayout;
  int place = 0;
  for (const auto& entry : views::all()) {
    auto* box = new QCheckBox{QCoreApplication::translate("views", entry.title.c_str())};
    grid->addWidget(box, place / 2, place % 2);
    ++place;
    connect(box, &QCheckBox::toggled, this, &FigureSettings::say);
    views_[entry.id] = box;
  }
  form.addRow(grid);
  xAxis_ =
      addChoice(form, tr("&X axis"), {tr("Iteration"), tr("Epoch"), tr("Training time"), tr("Bytes sent")});
  title_ = new QLineEdit;
  form.addRow(tr("&Title"), title_);
  connect(title_, &QLineEdit::textChanged, this, &FigureSettings::say);
  letters_ = addSwitch(form, tr("&Letters a, b, c"), tr("Before the names of several views."));
  logarithmic_ = addSwitch(form, tr("Lo&garithmic y axes"), tr("Where no view fixes them."));
}

void FigureSettings::addPage(QFormLayout& form) {
  std::vector<QString> presets{tr("Own size")};
  for (const auto& preset : figurePresets())
    presets.push_back(QCoreApplication::translate("figures", preset.title));
  preset_ = new QComboBox;
  for (const auto& preset : presets) preset_->addItem(preset);
  form.addRow(tr("&Preset"), preset_);
  connect(preset_, &QComboBox::currentIndexChanged, this, &FigureSettings::choosePreset);
  width_ = addNumber(form, tr("&Width"), 2000, tr("mm"));
  width_->setMinimum(20);
  height_ = addNumber(form, tr("&Height"), 2000, tr("mm"));
  height_->setSpecialValueText(tr("What suits the views"));
  columns_ = new QSpinBox;
  columns_->setRange(0, 6);
  columns_->setSpecialValueText(tr("What suits the width"));
  form.addRow(tr("&Columns"), columns_);
  connect(columns_, &QSpinBox::valueChanged, this, &FigureSettings::say);
  for (auto* box : {width_, height_})
    connect(box, &QDoubleSpinBox::valueChanged, this, &FigureSettings::forgetPreset);
}

void FigureSettings::addLook(QFormLayout& form) {
  font_ = addNumber(form, tr("&Font"), 72, tr("pt"));
  font_->setMinimum(4);
  connect(font_, &QDoubleSpinBox::valueChanged, this, &FigureSettings::forgetPreset);
  line_ = addNumber(form, tr("L&ine width"), 10, tr("pt"));
  line_->setSingleStep(0.1);
  line_->setSpecialValueText(tr("In proportion"));
  legend_ = addChoice(form, tr("Le&gend"), {tr("Top"), tr("Bottom"), tr("Right"), tr("None")});
  theme_ = addChoice(form, tr("Co&lours"), {tr("Print"), tr("Light"), tr("Dark"), tr("Projector")});
  allPoints_ = addSwitch(form, tr("&All points"), tr("Draw every point, however large the file becomes."));
}

void FigureSettings::addFile(QFormLayout& form) {
  format_ = addChoice(form, tr("F&ormat"),
                      {tr("PDF"), tr("SVG"), tr("PNG"), tr("CSV, the numbers"), tr("LaTeX, pgfplots")});
  dpi_ = new QSpinBox;
  dpi_->setRange(30, 2400);
  dpi_->setSuffix(tr(" dpi"));
  form.addRow(tr("&Resolution"), dpi_);
  connect(dpi_, &QSpinBox::valueChanged, this, &FigureSettings::say);
  recipe_ = addSwitch(form, tr("Carry &experiment and numbers"), {});
  auto* note =
      new QLabel{tr("Dropped on this window, the figure then gives back its experiment. Names of folders, "
                    "user and host are left out. Switch it off for an anonymous file.")};
  note->setWordWrap(true);
  note->setObjectName(QStringLiteral("mutedText"));
  form.addRow(note);
}

void FigureSettings::choosePreset() {
  const int index = preset_->currentIndex();
  if (quiet_ || index <= 0) return;
  FigureSpec chosen = spec();
  applyPreset(chosen, figurePresets()[static_cast<std::size_t>(index) - 1].id);
  setSpec(chosen);
  Q_EMIT changed();
}

void FigureSettings::forgetPreset() {
  if (!quiet_) preset_->setCurrentIndex(0);
}

void FigureSettings::setSpec(const FigureSpec& spec) {
  quiet_ = true;
  for (const auto& [id, box] : views_) box->setChecked(std::ranges::find(spec.views, id) != spec.views.end());
  xAxis_->setCurrentIndex(indexOf(kAxes, spec.x));
  title_->setText(spec.title);
  letters_->setChecked(spec.letters);
  logarithmic_->setChecked(spec.logarithmic);
  width_->setValue(spec.millimetres.width());
  height_->setValue(spec.millimetres.height());
  columns_->setValue(spec.columns);
  font_->setValue(spec.fontPoints);
  line_->setValue(spec.linePoints);
  legend_->setCurrentIndex(indexOf(kPlaces, spec.legend));
  theme_->setCurrentIndex(indexOf(kThemes, spec.theme));
  allPoints_->setChecked(spec.allPoints);
  dpi_->setValue(spec.dpi);
  recipe_->setChecked(spec.recipe);
  int preset = 0;
  for (std::size_t i = 0; i < figurePresets().size(); ++i) {
    const auto& known = figurePresets()[i];
    if (known.millimetres == spec.millimetres && known.fontPoints == spec.fontPoints)
      preset = static_cast<int>(i) + 1;
  }
  preset_->setCurrentIndex(preset);
  showWhatCounts();
  quiet_ = false;
}

FigureSpec FigureSettings::spec() const {
  FigureSpec spec;
  spec.views.clear();
  for (const auto& entry : views::all()) {
    const auto* box = views_.at(entry.id);
    if (box->isChecked() && box->isEnabled()) spec.views.push_back(entry.id);
  }
  spec.x = kAxes[xAxis_->currentIndex()];
  spec.title = title_->text();
  spec.letters = letters_->isChecked();
  spec.logarithmic = logarithmic_->isChecked();
  spec.millimetres = {width_->value(), height_->value()};
  spec.columns = columns_->value();
  spec.fontPoints = font_->value();
  spec.linePoints = line_->value();
  spec.legend = kPlaces[legend_->currentIndex()];
  spec.theme = kThemes[theme_->currentIndex()];
  spec.allPoints = allPoints_->isChecked();
  spec.dpi = dpi_->value();
  spec.recipe = recipe_->isChecked();
  return spec;
}

void FigureSettings::setUnavailable(const std::map<std::string, QString>& reasons) {
  for (const auto& [id, box] : views_) {
    const auto reason = reasons.find(id);
    box->setEnabled(reason == reasons.end());
    box->setToolTip(reason == reasons.end() ? QString{} : reason->second);
  }
}

QString FigureSettings::format() const {
  return QString::fromLatin1(kFormats[format_->currentIndex()]);
}

}  // namespace lab::ui
