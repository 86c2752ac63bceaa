#pragma once

#include <filesystem>

#include <QMenu>
#include <QSettings>

namespace lab::ui {

/// The runs, experiments and figures that were opened last, the newest on top, as a menu. A file that is no
/// longer there is greyed and says so.
class RecentFiles final : public QObject {
  Q_OBJECT

 public:
  static constexpr qsizetype kMost = 10;

  /// Fills `menu` whenever it is about to be shown.
  RecentFiles(QMenu& menu, QObject* parent);

  void add(const std::filesystem::path& file);

 Q_SIGNALS:
  void chosen(const std::filesystem::path& file);

 private:
  void fill();
  void addEntry(int number, const QString& file);
  [[nodiscard]] QStringList files() const;

  QMenu& menu_;
  QSettings settings_{QStringLiteral("skewlab"), QStringLiteral("skewlab")};
};

}  // namespace lab::ui
