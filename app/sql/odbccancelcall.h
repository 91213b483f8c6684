#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>

namespace larder {

/// Cancels one statement of ODBC. SQLCancel() is the one call that another thread may make while a statement
/// runs (https://learn.microsoft.com/sql/odbc/reference/syntax/sqlcancel-function). It may wait for a server
/// that does not answer, so it has a thread of its own. Thread-safe.
class OdbcCancelCall : public std::enable_shared_from_this<OdbcCancelCall>
{
public:
    /// Of @p statement (SQLHSTMT).
    explicit OdbcCancelCall(void* statement) : m_statement(statement) { }

    /// Without effect while a call is on its way, and once it is closed. Never blocks.
    void cancel();
    /// The statement has ended. Waits for a call that is on its way, so that it hits nothing else.
    void close();

private:
    std::mutex m_mutex;
    std::condition_variable m_ended;
    void* m_statement;
    bool m_isCalling = false;
};

} // namespace larder
