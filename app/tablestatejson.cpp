#include "app/tablestatejson.h"

#include <QJsonArray>

namespace larder {

namespace {

const auto kName = QStringLiteral("name");
const auto kSchema = QStringLiteral("schema");
const auto kWhere = QStringLiteral("where");
const auto kOrders = QStringLiteral("orders");
const auto kFilters = QStringLiteral("filters");
const auto kColumn = QStringLiteral("column");
const auto kDescending = QStringLiteral("descending");
const auto kText = QStringLiteral("text");

} // namespace

QJsonObject jsonFromTable(const TableState& state)
{
    QJsonArray orders;
    for (const ColumnOrder& each : state.orders)
        orders.append(QJsonObject{{kColumn, each.column}, {kDescending, each.order == Qt::DescendingOrder}});
    QJsonArray filters;
    for (const ColumnFilterText& each : state.filters)
        filters.append(QJsonObject{{kColumn, each.column}, {kText, each.text}});
    QJsonObject json{{kName, state.table}, {kWhere, state.where}, {kOrders, orders}, {kFilters, filters}};
    if (!state.schema.isEmpty())
        json[kSchema] = state.schema;
    return json;
}

TableState tableFromJson(const QJsonObject& json)
{
    TableState state{json[kName].toString(), json[kWhere].toString()};
    for (const QJsonValue each : json[kOrders].toArray()) {
        state.orders.push_back({each[kColumn].toString(),
            each[kDescending].toBool() ? Qt::DescendingOrder : Qt::AscendingOrder});
    }
    for (const QJsonValue each : json[kFilters].toArray())
        state.filters.push_back({each[kColumn].toString(), each[kText].toString()});
    state.schema = json[kSchema].toString();
    return state;
}

} // namespace larder
