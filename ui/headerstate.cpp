#include "ui/headerstate.h"

#include "ui/resultpane.h"

namespace larder {

namespace {

std::optional<int> columnOf(const ResultSet& result, const QString& name)
{
    for (int column = 0; column < result.columnCount(); ++column) {
        if (result.columns()[size_t(column)].name == name)
            return column;
    }
    return std::nullopt;
}

} // namespace

void readHeader(const ResultPane& pane, TableState& state)
{
    const ResultPtr result = pane.result();
    const auto isThere = [&](int column) { return result && column < result->columnCount(); };
    state.orders.clear();
    for (const SortKey& key : pane.sortKeys()) {
        if (isThere(key.column))
            state.orders.push_back({result->columns()[size_t(key.column)].name, key.order});
    }
    state.filters.clear();
    for (const auto& [column, text] : pane.filterTexts()) {
        if (isThere(column))
            state.filters.push_back({result->columns()[size_t(column)].name, text});
    }
}

void writeHeader(ResultPane& pane, const TableState& state)
{
    const ResultPtr result = pane.result();
    if (!result)
        return;
    std::vector<SortKey> keys;
    for (const ColumnOrder& order : state.orders) {
        if (const auto column = columnOf(*result, order.column))
            keys.push_back({*column, order.order});
    }
    std::map<int, QString> texts;
    for (const ColumnFilterText& filter : state.filters) {
        if (const auto column = columnOf(*result, filter.column))
            texts.emplace(*column, filter.text);
    }
    pane.setArrangement(std::move(keys), texts);
}

} // namespace larder
