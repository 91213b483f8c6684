#pragma once

#include "models/arrangedrows.h"
#include "models/cellmatcher.h"
#include "models/gridselection.h"
#include "models/rowworker.h"

namespace larder {

/// Looks in a thread of its own for the cells of a result in which something is. Only the last request
/// counts.
class CellFinder final : public QObject
{
    Q_OBJECT

public:
    /// It looks no further once it has found so many.
    static constexpr qint64 kMostHits = 1'000'000;

    explicit CellFinder(QObject* parent = nullptr);

    /// Looks through @p rows, from the first to the last and in each through @p columns in their order. The
    /// places that are found count these columns.
    void find(const ArrangedRows& rows, std::vector<int> columns, const CellMatcher& matcher);
    void cancel() { m_worker.cancel(); }
    [[nodiscard]] bool isBusy() const { return m_worker.isBusy(); }

Q_SIGNALS:
    /// More of them, behind those before; at most some ten times a second.
    void found(const std::vector<larder::GridPlace>& more);
    void finished();
    /// The share that is done, 0 to 1.
    void progressed(double share);

private:
    RowWorker m_worker;
};

} // namespace larder
