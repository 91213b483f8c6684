#include "models/rowfilter.h"

#include "cache/cellorder.h"
#include "models/celltext.h"
#include "models/decimal.h"
#include "models/decimalcolumns.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace larder {

namespace {

struct FilterText
{
    Q_DECLARE_TR_FUNCTIONS(larder::RowFilter)
};

using Test = std::function<bool(const Cell&)>;

/// What values are compared with: a number where it reads as one, and always the text.
struct Operand
{
    explicit Operand(QStringView typed)
        : text(typed.trimmed().toUtf8())
        , number(numberFromText(typed.trimmed()))
        , decimal(decimalFromTyped(typed.trimmed()))
    {
    }

    /// Nothing where @p cell is of another kind.
    [[nodiscard]] std::optional<int> compareTo(const Cell& cell) const
    {
        if (isNumber(cell.type) && !number.isNull())
            return compareNumbers(cell, number);
        if (cell.type == CellType::Text && number.isNull())
            return cell.bytes.compare(text);
        return std::nullopt;
    }

    [[nodiscard]] bool equals(const Cell& cell) const
    {
        return cell.type == CellType::Text ? cell.bytes == text : compareTo(cell) == 0;
    }

    /// The same where a text that is a decimal counts as a number.
    [[nodiscard]] std::optional<int> compareToDecimal(const Cell& cell) const
    {
        const auto left = cell.type == CellType::Text ? Decimal::parse(cell.bytes) : std::nullopt;
        if (!left)
            return compareTo(cell);
        return decimal ? std::optional(Decimal::compare(*left, *Decimal::parse(*decimal))) : std::nullopt;
    }

    [[nodiscard]] bool equalsDecimal(const Cell& cell) const
    {
        return compareToDecimal(cell) == 0 || equals(cell);
    }

    QByteArray text;
    Cell number;
    std::optional<QByteArray> decimal;
};

/// A test, and the same for columns of decimals.
struct Tests
{
    Test plain;
    Test decimal;
};

Result<Test> patternTest(const QString& pattern)
{
    const QRegularExpression expression(pattern);
    if (!expression.isValid()) {
        return Error{FilterText::tr("Not a regular expression"), expression.errorString(),
            FilterText::tr("Put the text in quotes to search for it as it stands."),
            expression.patternErrorOffset()};
    }
    expression.optimize();
    return Test([expression](const Cell& cell) {
        if (cell.type != CellType::Text && !isNumber(cell.type))
            return false;
        const QString text = QString::fromUtf8(cellExactText(cell));
        return expression.match(text).hasMatch();
    });
}

template <typename Accept>
Tests compareTests(QStringView operand, Accept accept)
{
    const auto accepts
        = [accept](const std::optional<int>& compared) { return compared && accept(*compared); };
    const Operand right(operand);
    return {[right, accepts](const Cell& cell) { return accepts(right.compareTo(cell)); },
        [right, accepts](const Cell& cell) { return accepts(right.compareToDecimal(cell)); }};
}

Tests equalTests(QStringView operand)
{
    const Operand right(operand);
    return {[right](const Cell& cell) { return right.equals(cell); },
        [right](const Cell& cell) { return right.equalsDecimal(cell); }};
}

Tests rangeTests(QStringView low, QStringView high)
{
    const auto both = [](const Test& one, const Test& other) {
        return [one, other](const Cell& cell) { return one(cell) && other(cell); };
    };
    const Tests atLeast = compareTests(low, [](int compared) { return compared >= 0; });
    const Tests atMost = compareTests(high, [](int compared) { return compared <= 0; });
    return {both(atLeast.plain, atMost.plain), both(atLeast.decimal, atMost.decimal)};
}

/// The rows of one column that pass, chunk by chunk.
std::optional<RowOrder> rowsThatPass(const ResultSet& result, const ColumnFilter& filter, const RowTask& task)
{
    RowOrder rows;
    for (size_t i = 0; i < result.chunkCount(); ++i) {
        if (task.stopped())
            return std::nullopt;
        task.tell(double(i) / double(result.chunkCount()));
        filter.filter.addPassing(result.chunk(i), filter.column, quint32(result.firstRow(i)), rows);
    }
    return rows;
}

std::optional<RowOrder> rowsOfThemThatPass(
    const ResultSet& result, const RowOrder& rows, const ColumnFilter& filter, const RowTask& task)
{
    RowOrder passed;
    const bool ended = task.forEach(rows, [&](quint32 row) {
        if (filter.filter.passes(result.cell(row, filter.column)))
            passed.push_back(row);
    });
    if (!ended)
        return std::nullopt;
    return passed;
}

} // namespace

Result<RowFilter> RowFilter::parse(const QString& text)
{
    const Result<FilterTerm> term = FilterTerm::parse(text);
    if (!term)
        return term.error();
    Result<Condition> condition = conditionOf(term.value());
    if (!condition)
        return condition.error();
    return RowFilter(std::move(condition.value()), term.value().negated);
}

Result<RowFilter::Condition> RowFilter::conditionOf(const FilterTerm& term)
{
    const auto toCondition
        = [](const Tests& tests) { return Condition{.test = tests.plain, .decimalTest = tests.decimal}; };
    switch (term.kind) {
    case FilterTerm::Kind::Null:
        break;
    case FilterTerm::Kind::Contains:
        return containsCondition(term.text);
    case FilterTerm::Kind::Pattern: {
        Result<Test> test = patternTest(term.text);
        return test ? Result<Condition>(Condition{std::move(test.value())}) : test.error();
    }
    case FilterTerm::Kind::Below:
        return toCondition(compareTests(term.text, [](int compared) { return compared < 0; }));
    case FilterTerm::Kind::AtMost:
        return toCondition(compareTests(term.text, [](int compared) { return compared <= 0; }));
    case FilterTerm::Kind::Above:
        return toCondition(compareTests(term.text, [](int compared) { return compared > 0; }));
    case FilterTerm::Kind::AtLeast:
        return toCondition(compareTests(term.text, [](int compared) { return compared >= 0; }));
    case FilterTerm::Kind::Equal:
        return toCondition(equalTests(term.text));
    case FilterTerm::Kind::Range:
        return toCondition(rangeTests(term.text, term.high));
    }
    return Condition();
}

RowFilter::Condition RowFilter::containsCondition(const QString& needle)
{
    const TextSearch search(needle);
    const auto test = [search](const Cell& cell) {
        if (cell.type == CellType::Text)
            return search.isIn(cell.bytes);
        return isNumber(cell.type) && search.isIn(cellExactText(cell));
    };
    return {test, search};
}

RowFilter RowFilter::forDecimals() const
{
    RowFilter filter = *this;
    if (m_condition.decimalTest)
        filter.m_condition.test = m_condition.decimalTest;
    return filter;
}

bool RowFilter::passes(const Cell& cell) const
{
    if (cell.isNull() || !m_condition.test)
        return !m_condition.test && cell.isNull() != m_negated;
    return m_condition.test(cell) != m_negated;
}

void RowFilter::addPassing(const RowChunk& chunk, int column, quint32 firstRow, RowOrder& rows) const
{
    const ColumnChunk& values = chunk.columns()[size_t(column)];
    const auto arena = m_condition.search ? values.textArena() : std::nullopt;
    if (!arena) {
        for (qsizetype row = 0; row < chunk.rowCount(); ++row) {
            if (passes(values.cell(row)))
                rows.push_back(firstRow + quint32(row));
        }
        return;
    }
    const auto addUnlessNull = [&](qsizetype row) {
        if (!values.cell(row).isNull())
            rows.push_back(firstRow + quint32(row));
    };
    qsizetype next = 0;
    for (const qsizetype found : m_condition.search->rowsIn(*arena)) {
        for (; m_negated && next < found; ++next)
            addUnlessNull(next);
        if (!m_negated)
            addUnlessNull(found);
        next = found + 1;
    }
    for (; m_negated && next < chunk.rowCount(); ++next)
        addUnlessNull(next);
}

std::optional<RowOrder> filteredRows(
    const ResultSet& result, const std::vector<ColumnFilter>& filters, const RowTask& task)
{
    if (filters.empty())
        return allRows(result);
    const auto asItCounts = [&result](const ColumnFilter& each) {
        return holdsDecimals(result, each.column) ? ColumnFilter{each.column, each.filter.forDecimals()}
                                                  : each;
    };
    auto rows = rowsThatPass(result, asItCounts(filters.front()), task);
    for (size_t i = 1; rows && i < filters.size(); ++i)
        rows = rowsOfThemThatPass(result, *rows, asItCounts(filters[i]), task);
    return rows;
}

} // namespace larder
