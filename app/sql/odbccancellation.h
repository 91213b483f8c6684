#pragma once

#include "app/sql/runcancellation.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>

namespace larder {

/// The runs by ODBC that are to end. SQLCancel() is the one call that another thread may make while a
/// statement runs (https://learn.microsoft.com/sql/odbc/reference/syntax/sqlcancel-function). It may wait for
/// a server that does not answer, so it has a thread of its own; the worker frees no handle before that has
/// ended. Thread-safe.
class OdbcCancellation final : public RunCancellation
{
public:
    OdbcCancellation();
    ~OdbcCancellation() override;

    void request(RunId run) override;

    /// The worker is about to execute @p run on @p statement (SQLHSTMT).
    void begin(RunId run, void* statement);
    /// The statement has ended. Waits for a call that is on its way, so that it hits nothing else.
    void leave();
    /// The worker is done with @p run; a request for it has no effect any more.
    void end(RunId run);
    [[nodiscard]] bool isRequested(RunId run) const;

private:
    struct State
    {
        std::mutex mutex;
        std::condition_variable callEnded;
        std::set<RunId> requested;
        RunId running = {};
        void* statement = nullptr;
        bool isCalling = false;
    };

    // Shared with the thread of a call.
    const std::shared_ptr<State> m_state;
};

} // namespace larder
