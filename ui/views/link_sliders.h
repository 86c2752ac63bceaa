#pragma once

#include <QLabel>
#include <QSlider>
#include <QWidget>

#include "engine/net/profile.h"
#include "ui/theme/theme.h"

namespace lab::ui {

/// Bandwidth and latency of a network that does not exist.
class LinkSliders final : public QWidget {
  Q_OBJECT

 public:
  explicit LinkSliders(QWidget* parent);

  void setTheme(const Theme& theme);
  void setLink(const net::Link& link);  ///< shows it, exactly; does not emit
  [[nodiscard]] const net::Link& link() const { return link_; }

 Q_SIGNALS:
  void linkChosen(const lab::net::Link& link);  ///< by the user

 private:
  QSlider* addSlider(const QString& title, int steps, QLabel** value);
  void choose();
  void write();

  QSlider* bandwidth_;  // owned by Qt, like those below
  QSlider* latency_;
  QLabel* bandwidthText_ = nullptr;
  QLabel* latencyText_ = nullptr;
  net::Link link_;
};

}  // namespace lab::ui
