#include "models/rowarranger.h"

namespace larder {

namespace {

std::optional<RowOrder> arrangedOrder(
    const ResultSet& result, const Arrangement& arrangement, const RowTask& task)
{
    std::optional<RowOrder> rows = filteredRows(result, arrangement.filters, task);
    if (rows && !arrangement.rules.keys.empty())
        rows = sortedRows(result, std::move(*rows), arrangement.rules, task);
    return rows;
}

} // namespace

RowArranger::RowArranger(QObject* parent) : QObject(parent)
{
    connect(&m_worker, &RowWorker::progressed, this, &RowArranger::progressed);
    connect(&m_worker, &RowWorker::busyChanged, this, &RowArranger::busyChanged);
}

void RowArranger::arrange(const ResultPtr& result, Arrangement arrangement)
{
    m_worker.start(
        [result, arrangement = std::move(arrangement)](const RowTask& task) -> std::optional<ArrangedRows> {
            std::optional<RowOrder> order = arrangedOrder(*result, arrangement, task);
            if (!order)
                return std::nullopt;
            return ArrangedRows{result, std::make_shared<RowOrder>(std::move(*order))};
        },
        [this](const ArrangedRows& rows) { Q_EMIT arranged(rows); });
}

} // namespace larder
