#include "models/inspector/charttable.h"

#include "models/quantitytext.h"

#include <QLocale>

#include <array>
#include <cmath>

namespace larder {

namespace {

QByteArray quoted(const QString& text)
{
    QString doubled = text;
    doubled.replace(u'"', QStringLiteral("\"\""));
    return '"' + doubled.toUtf8() + '"';
}

// For programs, so not translated.
const char* unitName(ChartTable::Unit unit)
{
    static constexpr std::array kNames{"", "share", "1/s", "ns", "bytes", "ms"};
    static_assert(kNames.size() == size_t(ChartTable::Unit::Milliseconds) + 1);
    return kNames.at(size_t(unit));
}

} // namespace

QString chartValueText(double value, ChartTable::Unit unit)
{
    if (value == ChartTable::kNothing)
        return QStringLiteral("–");
    switch (unit) {
    case ChartTable::Unit::Count:
        return QString::number(qint64(std::llround(value)));
    case ChartTable::Unit::Share:
        return QLocale().toString(100 * value, 'f', 1) + QStringLiteral(" %");
    case ChartTable::Unit::PerSecond:
        return QLocale().toString(value, 'f', value < 10 ? 1 : 0);
    case ChartTable::Unit::Nanoseconds:
        return durationText(std::chrono::nanoseconds(std::llround(value)));
    case ChartTable::Unit::Bytes:
        return value < 0 ? u'-' + bytesText(std::llround(-value)) : bytesText(std::llround(value));
    case ChartTable::Unit::Milliseconds:
        return ageText(std::chrono::milliseconds(std::llround(value)));
    }
    Q_UNREACHABLE();
}

QByteArray chartCsv(const ChartTable& table)
{
    QByteArrayList lines;
    QByteArrayList cells;
    for (const QString& column : table.columns)
        cells << quoted(column);
    lines << (cells << quoted(QStringLiteral("unit"))).join(',');
    for (const ChartTable::Row& row : table.rows) {
        cells = {quoted(row.label)};
        for (const double value : row.values)
            cells << (value == ChartTable::kNothing ? QByteArray() : QByteArray::number(value, 'g', 17));
        lines << (cells << quoted(QString::fromLatin1(unitName(row.unit)))).join(',');
    }
    return lines.join("\r\n") + "\r\n";
}

} // namespace larder
