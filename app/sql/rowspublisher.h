#pragma once

#include "cache/databaseport.h"
#include "cache/resultbuilder.h"

#include <QElapsedTimer>

namespace larder {

/// Hands out snapshots of rows that are still being fetched: the first as soon as there is something to see,
/// then at most 10 a second. Lives in the thread that fetches.
class RowsPublisher
{
public:
    explicit RowsPublisher(DatabasePort::RowsArrived arrived) : m_arrived(std::move(arrived)) { }

    /// The statement is about to run.
    void start() { m_sincePublished.start(); }
    /// Hands out what @p builder has, if there is one, something new in it, and if it is time.
    void publishIfDue(std::optional<ResultBuilder>& builder);

private:
    const DatabasePort::RowsArrived m_arrived;
    QElapsedTimer m_sincePublished;
    bool m_published = false;
};

/// How a result ended of which more rows exist than were wanted, or not.
[[nodiscard]] Completeness endOfRows(bool cancelled, bool failed, bool moreExist);

} // namespace larder
