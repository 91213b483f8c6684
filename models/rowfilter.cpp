#include "models/rowfilter.h"

#include "cache/cellorder.h"
#include "models/celltext.h"

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

    QByteArray text;
    Cell number;
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
Test compareTest(QStringView operand, Accept accept)
{
    return [right = Operand(operand), accept](const Cell& cell) {
        const std::optional<int> compared = right.compareTo(cell);
        return compared && accept(*compared);
    };
}

Test equalTest(QStringView operand)
{
    return [right = Operand(operand)](const Cell& cell) { return right.equals(cell); };
}

Test rangeTest(QStringView low, QStringView high)
{
    const auto atLeast = compareTest(low, [](int compared) { return compared >= 0; });
    const auto atMost = compareTest(high, [](int compared) { return compared <= 0; });
    return [atLeast, atMost](const Cell& cell) { return atLeast(cell) && atMost(cell); };
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
        return Condition{compareTest(term.text, [](int compared) { return compared < 0; })};
    case FilterTerm::Kind::AtMost:
        return Condition{compareTest(term.text, [](int compared) { return compared <= 0; })};
    case FilterTerm::Kind::Above:
        return Condition{compareTest(term.text, [](int compared) { return compared > 0; })};
    case FilterTerm::Kind::AtLeast:
        return Condition{compareTest(term.text, [](int compared) { return compared >= 0; })};
    case FilterTerm::Kind::Equal:
        return Condition{equalTest(term.text)};
    case FilterTerm::Kind::Range:
        return Condition{rangeTest(term.text, term.high)};
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
    auto rows = rowsThatPass(result, filters.front(), task);
    for (size_t i = 1; rows && i < filters.size(); ++i)
        rows = rowsOfThemThatPass(result, *rows, filters[i], task);
    return rows;
}

} // namespace larder
