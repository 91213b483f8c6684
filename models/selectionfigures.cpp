#include "models/selectionfigures.h"

#include "cache/value.h"
#include "models/decimalcolumns.h"
#include "models/decimalsum.h"

#include <QCoreApplication>
#include <QLocale>
#include <QtNumeric>

#include <algorithm>
#include <cmath>

namespace larder {

namespace {

constexpr qint64 kCellsBetweenLooks = 8'192;
const QString kBetween = QStringLiteral(" · ");
const QString kAbout = QStringLiteral("≈ ");
constexpr int kSumDigits = 15;
constexpr int kAverageDigits = 10;

QString tr(const char* text)
{
    return QCoreApplication::translate("SelectionFigures", text);
}

QString numberText(const Cell& cell)
{
    return cell.type == CellType::Integer ? QString::number(cell.integer)
                                          : QString::fromLatin1(shortestReal(cell.real));
}

double realOf(const Cell& cell)
{
    return cell.type == CellType::Integer ? double(cell.integer) : cell.real;
}

bool isLess(const Cell& one, const Cell& other)
{
    const bool integers = one.type == CellType::Integer && other.type == CellType::Integer;
    return integers ? one.integer < other.integer : realOf(one) < realOf(other);
}

/// @p number in @p digits, without zeros at the end.
QString roundedDigits(double number, int digits)
{
    constexpr double kLeastPlain = 1e-5;
    constexpr double kMostPlain = 1e15;
    const double size = std::abs(number);
    QString text = QString::number(number, 'g', digits);
    if (size >= kLeastPlain && size < kMostPlain) {
        const int decimals = std::max(1, digits - 1 - int(std::floor(std::log10(size))));
        text = QString::number(number, 'f', decimals);
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
    }
    return text;
}

/// The same, marked if that is not all of it.
QString roundedText(double number, int digits)
{
    const QString text = roundedDigits(number, digits);
    return text.toDouble() == number || !std::isfinite(number) ? text : kAbout + text;
}

double realOf(const Decimal& number, QByteArrayView text)
{
    switch (number.kind()) {
    case Decimal::Kind::Finite:
        break;
    case Decimal::Kind::MinusInfinity:
        return -qInf();
    case Decimal::Kind::Infinity:
        return qInf();
    case Decimal::Kind::NotANumber:
        return qQNaN();
    }
    return text.toByteArray().toDouble();
}

/// Adds up decimals, exactly.
class DecimalFigures
{
public:
    [[nodiscard]] qint64 count() const { return m_count; }
    /// About what all come to.
    [[nodiscard]] double real() const
    {
        const QByteArray sum = m_sum.text();
        return realOf(*Decimal::parse(sum), sum);
    }

    void add(const Decimal& number, QByteArrayView text)
    {
        ++m_count;
        m_sum.add(number);
        if (m_least.isEmpty() || Decimal::compare(number, *Decimal::parse(m_least)) < 0)
            m_least = text.toByteArray();
        if (m_most.isEmpty() || Decimal::compare(number, *Decimal::parse(m_most)) > 0)
            m_most = text.toByteArray();
    }

    /// Counts @p count numbers in that come to @p sum.
    void addWhole(qint64 sum, qint64 count)
    {
        m_count += count;
        const QByteArray text = QByteArray::number(sum);
        m_sum.add(*Decimal::parse(text));
    }

    /// Other numbers go from @p least to @p most.
    void merge(const QString& least, const QString& most)
    {
        const auto isLess = [](const QByteArray& one, const QByteArray& other) {
            const auto left = decimalFromTyped(QString::fromLatin1(one));
            const auto right = decimalFromTyped(QString::fromLatin1(other));
            return left && right && Decimal::compare(*Decimal::parse(*left), *Decimal::parse(*right)) < 0;
        };
        if (isLess(least.toLatin1(), m_least))
            m_least = least.toLatin1();
        if (isLess(m_most, most.toLatin1()))
            m_most = most.toLatin1();
    }

    void writeTo(SelectionFigures& figures) const
    {
        figures.numbers = m_count;
        figures.sum = QString::fromLatin1(m_sum.text());
        const QString average
            = std::isfinite(real()) ? roundedDigits(real() / double(m_count), kAverageDigits) : figures.sum;
        figures.average = isAverage(average) ? average : kAbout + average;
        figures.least = QString::fromLatin1(m_least);
        figures.most = QString::fromLatin1(m_most);
    }

private:
    /// Whether as many of @p text as there are numbers are just their sum.
    [[nodiscard]] bool isAverage(const QString& text) const
    {
        constexpr qint64 kMost = qint64(1) << 32;
        const auto average = decimalFromTyped(text);
        if (!average || m_count > kMost)
            return false;
        DecimalSum all;
        all.add(*Decimal::parse(*average), m_count);
        const QByteArray product = all.text();
        const QByteArray sum = m_sum.text();
        return Decimal::compare(*Decimal::parse(product), *Decimal::parse(sum)) == 0;
    }

    qint64 m_count = 0;
    DecimalSum m_sum;
    QByteArray m_least;
    QByteArray m_most;
};

/// Adds up numbers; integers exactly for as long as their sum fits into 64 bits.
class Sum
{
public:
    void add(const Cell& cell)
    {
        if (!isNumber(cell.type))
            return;
        if (m_count++ == 0)
            m_least = m_most = cell;
        m_real += realOf(cell);
        m_exact = m_exact && cell.type == CellType::Integer && !qAddOverflow(m_sum, cell.integer, &m_sum);
        if (isLess(cell, m_least))
            m_least = cell;
        if (isLess(m_most, cell))
            m_most = cell;
    }

    /// The same in a column of decimals.
    void addDecimal(const Cell& cell)
    {
        if (cell.type == CellType::Integer)
            add(cell);
        else if (const auto number = cell.type == CellType::Text ? Decimal::parse(cell.bytes) : std::nullopt)
            m_decimals.add(*number, cell.bytes);
    }

    void writeTo(SelectionFigures& figures) const
    {
        if (m_decimals.count() > 0) {
            writeDecimalsTo(figures);
            return;
        }
        figures.numbers = m_count;
        if (m_count == 0)
            return;
        const double sum = m_exact ? double(m_sum) : m_real;
        figures.sum = m_exact ? QString::number(m_sum) : roundedText(m_real, kSumDigits);
        figures.average = roundedText(sum / double(m_count), kAverageDigits);
        figures.least = numberText(m_least);
        figures.most = numberText(m_most);
    }

private:
    void writeDecimalsTo(SelectionFigures& figures) const
    {
        DecimalFigures all = m_decimals;
        if (m_count > 0) {
            all.merge(numberText(m_least), numberText(m_most));
            if (m_exact)
                all.addWhole(m_sum, m_count);
        }
        all.writeTo(figures);
        if (m_exact)
            return;
        figures.numbers = m_decimals.count() + m_count;
        const double sum = m_real + m_decimals.real();
        figures.sum = kAbout + roundedDigits(sum, kSumDigits);
        figures.average = kAbout + roundedDigits(sum / double(figures.numbers), kAverageDigits);
    }

    qint64 m_count = 0;
    qint64 m_sum = 0;
    double m_real = 0;
    Cell m_least;
    Cell m_most;
    DecimalFigures m_decimals;
    bool m_exact = true;
};

} // namespace

std::optional<SelectionFigures> selectionFigures(
    const ArrangedRows& rows, const CellSelection& selection, const RowTask& task)
{
    SelectionFigures figures;
    Sum sum;
    const double all = double(selection.cellCount());
    for (const CellRange& range : selection.ranges) {
        const qint64 bottom = std::min(range.bottom, rows.rowCount() - 1);
        const int right = std::min(range.right, int(selection.columns.size()) - 1);
        for (int place = range.left; place <= right; ++place) {
            const int column = selection.columns[size_t(place)];
            const bool decimals = holdsDecimals(*rows.result, column);
            for (qint64 row = range.top; row <= bottom; ++row) {
                if (figures.cells++ % kCellsBetweenLooks == 0) {
                    if (task.stopped())
                        return std::nullopt;
                    task.tell(double(figures.cells) / all);
                }
                decimals ? sum.addDecimal(rows.cell(row, column)) : sum.add(rows.cell(row, column));
            }
        }
    }
    sum.writeTo(figures);
    return figures;
}

QString figuresText(const SelectionFigures& figures)
{
    if (figures.cells <= 1)
        return {};
    QString text = tr("%1 cells").arg(QLocale().toString(figures.cells));
    if (figures.numbers == 0)
        return text;
    return text + kBetween + tr("sum %1").arg(figures.sum) + kBetween + tr("avg %1").arg(figures.average)
        + kBetween + tr("min %1").arg(figures.least) + kBetween + tr("max %1").arg(figures.most);
}

} // namespace larder
