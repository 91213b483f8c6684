#pragma once

#include "cache/result.h"
#include "models/filterterm.h"
#include "models/rowtask.h"
#include "models/textsearch.h"

#include <functional>

namespace larder {

/// A condition on the values of a column, as people type it above the grid:
///
/// | text | what passes |
/// |---|---|
/// | `tea`, `"=5"` | contains it, in whatever case; in quotes where it would mean something else |
/// | `=5`, `<>5` | is equal, or not |
/// | `<5`, `<=5`, `>5`, `>=5`, `1..5` | numbers where the operand is one, else texts, by their bytes |
/// | `~^T.a$` | matches the regular expression (PCRE2) |
/// | `NULL` | has no value |
/// | `!` before any of them | has a value, and not such a one; `!NULL` |
///
/// As in SQL, a NULL passes nothing but `NULL`.
class RowFilter
{
public:
    /// The condition that @p text stands for, or why it stands for none.
    [[nodiscard]] static Result<RowFilter> parse(const QString& text);

    [[nodiscard]] bool passes(const Cell& cell) const;
    /// The same for a column that holdsDecimals(), where a text that is a decimal is compared as a number.
    [[nodiscard]] RowFilter forDecimals() const;
    /// Appends the rows of @p chunk whose value in @p column passes, counted from @p firstRow.
    void addPassing(const RowChunk& chunk, int column, quint32 firstRow, RowOrder& rows) const;

private:
    /// What a value is asked, and where that is a plain search, the search.
    struct Condition
    {
        // Asks for NULL if empty.
        std::function<bool(const Cell&)> test = {};
        std::optional<TextSearch> search = {};
        // For columns of decimals; empty where it is the same.
        std::function<bool(const Cell&)> decimalTest = {};
    };

    RowFilter(Condition condition, bool negated) : m_condition(std::move(condition)), m_negated(negated) { }

    /// What @p term asks for, but for its negation.
    [[nodiscard]] static Result<Condition> conditionOf(const FilterTerm& term);
    [[nodiscard]] static Condition containsCondition(const QString& needle);

    Condition m_condition;
    bool m_negated;
};

struct ColumnFilter
{
    int column = 0;
    RowFilter filter;
};

/// The rows of @p result that pass all @p filters, in their own order; columns of decimals are told from
/// others. Nullopt once @p task is stopped. Any
/// thread.
[[nodiscard]] std::optional<RowOrder> filteredRows(
    const ResultSet& result, const std::vector<ColumnFilter>& filters, const RowTask& task);

} // namespace larder
