#include "app/sql/sqlitehotjournal.h"

#include "app/sql/sqliteerror.h"

#include <sqlite3.h>

#include <thread>

namespace larder {

namespace {

using namespace std::chrono_literals;

constexpr auto kPause = 10ms;
// A running writer hardly ever shows its journal at the wrong moment twice in a row.
constexpr int kFailuresBesideWriters = 5;

// Any reading makes SQLite judge the journal under an exclusive lock: the one of a running writer is busy and
// stays as it is.
int rollBack(const QString& path)
{
    const auto connection = SqliteConnection::open(path, SqliteConnection::Access::ReadWrite, 0ms);
    if (!connection)
        return SQLITE_CANTOPEN;
    return sqlite3_exec(
        connection.value()->handle(), "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
}

} // namespace

SqliteHotJournal::SqliteHotJournal(QString path, const SqliteChannel::Patience& patience)
    : m_path(std::move(path))
    , m_patience(patience)
{
}

bool SqliteHotJournal::mayRepeat(int extendedCode)
{
    if (!tellsOfHotJournal(extendedCode))
        return false;
    if (m_failures == 0)
        m_deadline = QDeadlineTimer(m_patience.limit);
    ++m_failures;
    if (m_patience.cancellation.isRequested(m_patience.run))
        return false;
    const int rollbacks = m_failures - kFailuresBesideWriters;
    // However short the patience, a first rollback is tried.
    if (rollbacks > 1 && m_deadline.hasExpired())
        return false;
    const int code = rollbacks > 0 ? rollBack(m_path) : SQLITE_BUSY;
    if ((code & 0xff) == SQLITE_BUSY)
        std::this_thread::sleep_for(kPause);
    return code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY;
}

} // namespace larder
