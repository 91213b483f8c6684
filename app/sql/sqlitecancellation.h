#pragma once

#include "app/sql/runcancellation.h"

#include <QMutex>
#include <QSet>

struct sqlite3;

namespace larder {

/// Lets the GUI thread end a statement that a worker runs. `sqlite3_interrupt()` is the one call of the
/// library that another thread may make, and only while the connection is open and still runs that statement:
/// the mutex makes sure of both, so that a late cancel hits nobody (ENGINES.md, C.2). Used from both threads.
class SqliteCancellation final : public RunCancellation
{
public:
    void request(RunId run) override;

    /// The worker takes up @p run on @p handle.
    void begin(RunId run, sqlite3* handle);
    /// The worker is done with @p run; a request for it has no effect any more.
    void end(RunId run);
    [[nodiscard]] bool isRequested(RunId run) const;

private:
    mutable QMutex m_mutex;
    QSet<quint64> m_requested;
    RunId m_running{};
    sqlite3* m_handle = nullptr;
};

} // namespace larder
