#include "app/sql/sqlitefetcher.h"

#include "app/sql/sqliteerror.h"

#include <sqlite3.h>

#include <utility>

namespace larder {

namespace {

// Often enough for a cancel within a millisecond, rare enough to cost nothing (PERFORMANCE.md, 1a).
constexpr int kInstructionsBetweenProgress = 1'000;
// Looking at the clock after every row would cost as much as fetching a narrow one.
constexpr qint64 kRowsBetweenClockLooks = 64;

// The unprotected value is legal to read here: the connection is opened without a mutex and used by one
// thread.
void appendValue(ColumnBuilder& column, sqlite3_value* value)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        column.appendInteger(sqlite3_value_int64(value));
        break;
    case SQLITE_FLOAT:
        column.appendReal(sqlite3_value_double(value));
        break;
    case SQLITE_TEXT: {
        const auto* const text = reinterpret_cast<const char*>(sqlite3_value_text(value));
        column.appendText({text, qsizetype(sqlite3_value_bytes(value))});
        break;
    }
    case SQLITE_BLOB: {
        const auto* const bytes = static_cast<const char*>(sqlite3_value_blob(value));
        column.appendBlob({bytes, qsizetype(sqlite3_value_bytes(value))});
        break;
    }
    default:
        column.appendNull();
    }
}

} // namespace

SqliteFetcher::SqliteFetcher(Job job, std::unique_ptr<ChunkKeeper> keeper)
    : m_job(std::move(job))
    , m_publisher(m_job.arrived)
    , m_keeper(std::move(keeper))
{
}

SqliteFetcher::Outcome SqliteFetcher::run()
{
    QElapsedTimer timer;
    timer.start();
    m_publisher.start();
    m_sinceLook.start();
    sqlite3_progress_handler(m_job.handle, kInstructionsBetweenProgress, &SqliteFetcher::progressed, this);
    int code = start();
    const std::chrono::nanoseconds execute(timer.nsecsElapsed());
    if (code == SQLITE_ROW) {
        takeColumns();
        code = stepRows();
    }
    sqlite3_progress_handler(m_job.handle, 0, nullptr, nullptr);
    Outcome ended = outcome(code);
    // Ends the read transaction, which would block writers.
    sqlite3_reset(m_job.statement->get());
    ended.execute = execute;
    ended.fetch = std::chrono::nanoseconds(timer.nsecsElapsed()) - execute;
    return ended;
}

int SqliteFetcher::progressed(void* self)
{
    auto& fetcher = *static_cast<SqliteFetcher*>(self);
    fetcher.m_publisher.publishIfDue(fetcher.m_builder);
    return fetcher.m_job.cancellation->isRequested(fetcher.m_job.run) ? 1 : 0;
}

int SqliteFetcher::start()
{
    int code = sqlite3_step(m_job.statement->get());
    while (code != SQLITE_ROW && code != SQLITE_DONE && m_job.mayRepeat
        && m_job.mayRepeat(sqlite3_extended_errcode(m_job.handle))) {
        sqlite3_reset(m_job.statement->get());
        code = sqlite3_step(m_job.statement->get());
    }
    return code;
}

// The statement is not prepared again after this step, and the schema stays as long as its transaction.
void SqliteFetcher::takeColumns()
{
    std::vector<ColumnInfo> columns = m_job.statement->columns();
    m_columnCount = int(columns.size());
    m_builder.emplace(std::move(columns), std::move(m_keeper));
}

int SqliteFetcher::stepRows()
{
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW) {
        if (m_job.rowLimit > 0 && m_builder->rowCount() == m_job.rowLimit) {
            m_moreExist = true;
            return SQLITE_DONE;
        }
        appendRow();
        if (m_builder->error())
            return SQLITE_FULL;
        if (--m_rowsUntilLook == 0)
            lookAtTheClock();
        code = sqlite3_step(m_job.statement->get());
    }
    return code;
}

// Fast rows are looked at in growing groups, slow ones each.
void SqliteFetcher::lookAtTheClock()
{
    m_publisher.publishIfDue(m_builder);
    const bool fast = !m_sinceLook.isValid() || !m_sinceLook.hasExpired(1);
    m_group = fast ? std::min(2 * m_group, kRowsBetweenClockLooks) : 1;
    m_rowsUntilLook = m_group;
    m_sinceLook.restart();
}

void SqliteFetcher::appendRow()
{
    sqlite3_stmt* const statement = m_job.statement->get();
    for (int i = 0; i < m_columnCount; ++i)
        appendValue(m_builder->column(i), sqlite3_column_value(statement, i));
    m_builder->endRow();
}

SqliteFetcher::Outcome SqliteFetcher::outcome(int code)
{
    Outcome ended;
    if (code != SQLITE_DONE) {
        // Waiting for a lock ends as busy when it is cancelled, waiting for a journal with the code for that.
        const bool stopped = code == SQLITE_INTERRUPT || (code & 0xff) == SQLITE_BUSY
            || tellsOfHotJournal(sqlite3_extended_errcode(m_job.handle));
        ended.cancelled = stopped && m_job.cancellation->isRequested(m_job.run);
        if (!ended.cancelled)
            ended.error
                = m_builder && m_builder->error() ? *m_builder->error() : sqliteStatementError(m_job.handle);
    }
    // Behind the error, which the look at the columns would overwrite.
    if (!m_builder)
        takeColumns();
    if (m_columnCount > 0)
        ended.result = m_builder->snapshot(endOfRows(ended.cancelled, ended.error.has_value(), m_moreExist));
    return ended;
}

} // namespace larder
