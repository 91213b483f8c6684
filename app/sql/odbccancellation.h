#pragma once

#include "app/sql/odbccancelcall.h"
#include "app/sql/runcancellation.h"

#include <memory>
#include <set>

namespace larder {

/// The runs by ODBC that are to end. Thread-safe.
class OdbcCancellation final : public RunCancellation
{
public:
    void request(RunId run) override;
    void close() override;

    /// The worker is about to execute @p run on @p statement (SQLHSTMT). To be closed before that is freed.
    [[nodiscard]] std::shared_ptr<OdbcCancelCall> begin(RunId run, void* statement);
    /// The worker is done with @p run, or has left it to itself; a request for it has no effect any more.
    void end(RunId run);
    [[nodiscard]] bool isRequested(RunId run) const;
    [[nodiscard]] bool isClosing() const;

private:
    mutable std::mutex m_mutex;
    std::set<RunId> m_requested;
    bool m_isClosing = false;
    RunId m_running = {};
    std::shared_ptr<OdbcCancelCall> m_call;
};

} // namespace larder
