#pragma once

#include "models/arrangedrows.h"
#include "models/rowfilter.h"
#include "models/rowsort.h"
#include "models/rowworker.h"

namespace larder {

/// Which rows of a result are shown, and in which order.
struct Arrangement
{
    std::vector<ColumnFilter> filters = {};
    SortRules rules = {};

    [[nodiscard]] bool isPlain() const { return filters.empty() && rules.keys.empty(); }
};

/// Filters and sorts results in a thread of its own. Only the last request counts: a new one stops the one
/// before it.
class RowArranger final : public QObject
{
    Q_OBJECT

public:
    explicit RowArranger(QObject* parent = nullptr);

    /// Answers with arranged(), later, or never if cancelled.
    void arrange(const ResultPtr& result, Arrangement arrangement);
    void cancel() { m_worker.cancel(); }
    [[nodiscard]] bool isBusy() const { return m_worker.isBusy(); }

Q_SIGNALS:
    void arranged(const larder::ArrangedRows& rows);
    /// The share that is done, 0 to 1, at most ten times a second.
    void progressed(double share);
    void busyChanged(bool busy);

private:
    RowWorker m_worker;
};

} // namespace larder
