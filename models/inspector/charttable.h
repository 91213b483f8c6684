#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <limits>
#include <vector>

namespace larder {

/// What a chart shows, as numbers: what it is painted from, what stands in the table beside it, and what is
/// saved.
struct ChartTable
{
    enum class Shape {
        Figures, ///< numbers of different kinds; no picture
        Bars, ///< a bar for each row and column, side by side
        StackedBars,
        Ranking, ///< a lying bar for each row and column; the picture has room for some of the first and last
        Line, ///< a line for each column
        Points, ///< the first column against the second
        Areas, ///< rectangles as large as the first column
    };
    /// What a number counts.
    enum class Unit { Count, Share, PerSecond, Nanoseconds, Bytes, Milliseconds };

    /// In the place of a value where there is none: a ratio of nothing.
    static constexpr double kNothing = -std::numeric_limits<double>::infinity();

    struct Row
    {
        QString label = {};
        std::vector<double> values = {};
        Unit unit = Unit::Count;
        bool operator==(const Row&) const = default;
    };

    QString title = {};
    /// What has to be said beside it, in a sentence; may be empty.
    QString note = {};
    Shape shape = Shape::Figures;
    /// Of the labels and of each value.
    QStringList columns = {};
    /// Which of the colours of answers each value has: those of requestsTable() by their place.
    std::vector<size_t> colours = {};
    std::vector<Row> rows = {};

    bool operator==(const ChartTable&) const = default;
};

/// @p value in words of people: "85 %", "1.2 MB", "3.4 ms"; "–" for ChartTable::kNothing.
[[nodiscard]] QString chartValueText(double value, ChartTable::Unit unit);

/// The table as CSV with a line of titles; plain numbers in the unit that each line names, and nothing
/// for kNothing.
[[nodiscard]] QByteArray chartCsv(const ChartTable& table);

} // namespace larder
