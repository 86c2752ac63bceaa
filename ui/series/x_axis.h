#pragma once

namespace lab::ui {

/// What every view can be drawn over; `Bytes` are those sent by all partitions so far.
enum class XAxis { Iteration, Epoch, Seconds, Bytes };

}  // namespace lab::ui
