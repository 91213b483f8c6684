#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

namespace larder {

// Quantities as text for people: two to three significant digits, in the default locale without digit
// grouping but for counts; the unit symbols are international and not translated.

/// "512 B", "1.2 MB", "256 MB"; 1 kB is 1024 bytes.
[[nodiscard]] QString bytesText(qint64 bytes);

/// How many there are: @p one, or @p many with the number, grouped, in the place of %1.
[[nodiscard]] QString countedText(qint64 count, const QString& one, const QString& many);

/// How long something took: "180 µs", "3.4 ms", "1.25 s", "2 min 05 s"; signed, "−180 µs".
[[nodiscard]] QString durationText(std::chrono::nanoseconds duration);

/// An age or a time that is left, rounded down: "12 s", "3 min", "2 h 05 min", "4 d 7 h". Below zero is "0
/// s".
[[nodiscard]] QString ageText(std::chrono::milliseconds age);

/// A moment seen from @p now, in local time: "14:03:21" within a day, else the date, "2024-05-01". Empty if
/// invalid.
[[nodiscard]] QString momentText(const QDateTime& moment, const QDateTime& now);

} // namespace larder
