#pragma once

#include "app/sql/rowspublisher.h"
#include "app/sql/sqlitecancellation.h"
#include "app/sql/sqlitestatement.h"

#include <QElapsedTimer>

#include <functional>

namespace larder {

/// Runs one prepared statement to its end and collects its rows, handing out snapshots on the way: the first
/// as soon as there is something to see, then at most 10 a second, also while SQLite searches for the next
/// row. The columns are those of the statement as it runs: SQLite prepares it anew by its first step where
/// the schema has changed (https://www.sqlite.org/c3ref/prepare.html). Lives in the thread of the connection.
class SqliteFetcher
{
public:
    struct Job
    {
        sqlite3* handle = nullptr;
        /// Lives as long as the run.
        const SqliteStatement* statement = nullptr;
        RunId run = {};
        qint64 rowLimit = 0;
        const SqliteCancellation* cancellation = nullptr;
        std::function<void(ResultPtr)> arrived = {};
        /// Whether to start again after the result code with which the start failed, before any row.
        std::function<bool(int)> mayRepeat = {};
    };
    struct Outcome
    {
        /// Null for a statement without columns.
        ResultPtr result = {};
        std::optional<Error> error = std::nullopt;
        bool cancelled = false;
        std::chrono::nanoseconds execute{0};
        std::chrono::nanoseconds fetch{0};
    };

    /// Rows go to @p keeper.
    explicit SqliteFetcher(Job job, std::unique_ptr<ChunkKeeper> keeper = std::make_unique<MemoryKeeper>());
    /// To be called once.
    [[nodiscard]] Outcome run();

private:
    static int progressed(void* self);
    [[nodiscard]] int start();
    void takeColumns();
    [[nodiscard]] int stepRows();
    void lookAtTheClock();
    void appendRow();
    [[nodiscard]] Outcome outcome(int code);

    const Job m_job;
    RowsPublisher m_publisher;
    std::unique_ptr<ChunkKeeper> m_keeper;
    int m_columnCount = 0;
    // None before the first step has ended.
    std::optional<ResultBuilder> m_builder;
    QElapsedTimer m_sinceLook;
    qint64 m_group = 1;
    qint64 m_rowsUntilLook = 1;
    bool m_moreExist = false;
};

} // namespace larder
