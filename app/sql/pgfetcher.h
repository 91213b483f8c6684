#pragma once

#include "app/sql/pgconnection.h"
#include "app/sql/pgparameters.h"
#include "app/sql/pgtypes.h"
#include "app/sql/rowspublisher.h"
#include "app/sql/servercancelcall.h"

#include <QElapsedTimer>

#include <functional>

namespace larder {

/// Sends one statement of the user and collects its rows one by one as the server sends them, handing out
/// snapshots on the way: the first as soon as there is something to see, then at most 10 a second. The text
/// goes as it stands, by the protocol that refuses several statements
/// (https://www.postgresql.org/docs/15/libpq-exec.html, "PQexecParams"). Lives in the thread of the
/// connection.
class PgFetcher
{
public:
    struct Job
    {
        PgConnection* connection = nullptr;
        const Statement* statement = nullptr;
        RunId run = {};
        const ServerCancellation* cancellation = nullptr;
        std::function<void(ResultPtr)> arrived = {};
        /// Tells the columns of the first row's answer.
        std::function<std::vector<ColumnInfo>(const PgResult&)> columns = {};
        /// Called while the statement still runs, before the rows beyond the limit are cut off by a cancel,
        /// which ends its transaction. Without it they are read to the end.
        std::function<void()> beforeCut = {};
    };
    struct Outcome
    {
        /// The text as it went to the server: its names are places.
        QByteArray sql = {};
        /// Null for a statement without columns.
        ResultPtr result = {};
        std::optional<Error> error = std::nullopt;
        QByteArray sqlState = {};
        QByteArray commandTag = {};
        bool cancelled = false;
        /// The server was made to stop when the limit was reached.
        bool cutOff = false;
        qint64 rowsAffected = 0;
        std::chrono::nanoseconds execute{0};
        std::chrono::nanoseconds fetch{0};
    };

    /// Rows go to @p keeper.
    PgFetcher(Job job, std::unique_ptr<ChunkKeeper> keeper);
    /// To be called once. The connection is ready for the next statement afterwards, or lost.
    [[nodiscard]] Outcome run();

private:
    [[nodiscard]] bool send();
    [[nodiscard]] PgResult next();
    void lookAround();
    void take(const PgResult& result);
    void takeColumns(const PgResult& result);
    void takeRow(const PgResult& result);
    void takeEnd(const PgResult& result);
    void refuseCopy(const PgResult& result);
    void cutWhenLate();
    void askToEnd();
    void awaitCancelCall();
    void settleError();
    [[nodiscard]] Outcome outcome();

    const Job m_job;
    RowsPublisher m_publisher;
    ServerPatience m_patience;
    std::unique_ptr<ChunkKeeper> m_keeper;
    std::vector<PgCellKind> m_kinds;
    std::optional<ResultBuilder> m_builder;
    std::optional<ServerCancelCall> m_cancelCall;
    Outcome m_outcome;
    QElapsedTimer m_timer;
    QElapsedTimer m_sinceLimit;
    qint64 m_rowsUntilLook = 1;
    bool m_moreExist = false;
};

} // namespace larder
