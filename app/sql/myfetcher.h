#pragma once

#include "app/sql/fetchoutcome.h"
#include "app/sql/myconnection.h"
#include "app/sql/mytypes.h"
#include "app/sql/resultseries.h"
#include "app/sql/rowspublisher.h"
#include "app/sql/servercancelcall.h"

#include <QElapsedTimer>

struct st_mysql_res;

namespace larder {

/// Sends one statement of the user and collects its rows one by one as the server sends them, handing out
/// snapshots on the way: the first as soon as there is something to see, then at most 10 a second. The text
/// goes as it stands; the server refuses several statements in it. Of several results, as CALL brings them,
/// snapshots are of the first. Lives in the thread of the connection.
class MyFetcher
{
public:
    struct Job
    {
        const DatabaseServer* server = nullptr;
        MyConnection* connection = nullptr;
        const Statement* statement = nullptr;
        RunId run = {};
        const ServerCancellation* cancellation = nullptr;
        std::function<void(ResultPtr)> arrived = {};
        /// It changes nothing, so that it can be ended when the limit of rows is reached.
        bool mayCut = false;
    };
    struct Outcome : FetchOutcome
    {
        /// Of the error; 0 for none.
        unsigned errorNumber = 0;
    };

    /// Rows go to @p storage.
    MyFetcher(Job job, std::shared_ptr<ResultStorage> storage);
    /// To be called once. The connection is ready for the next statement afterwards, or lost.
    [[nodiscard]] Outcome run();

private:
    [[nodiscard]] bool send();
    [[nodiscard]] bool await(int events, const std::function<int(int)>& proceed);
    [[nodiscard]] bool lookAround();
    void takeResults();
    void takeRows(st_mysql_res* result);
    /// Null at the end, or where it can't be read.
    [[nodiscard]] char** nextRow(st_mysql_res* result);
    void takeRow(char** row, const unsigned long* sizes);
    [[nodiscard]] bool toNextResult();
    void noteError();
    void askToEnd();
    void awaitCancelCall();
    void takeWarnings();
    void settleError();
    [[nodiscard]] Outcome outcome();

    const Job m_job;
    RowsPublisher m_publisher;
    QByteArray m_sql;
    ServerPatience m_patience;
    std::vector<MyCellKind> m_kinds;
    ResultSeries m_results;
    std::optional<ServerCancelCall> m_cancelCall;
    Outcome m_outcome;
    QElapsedTimer m_timer;
    QElapsedTimer m_sinceLimit;
    qint64 m_rowsUntilLook = 1;
};

} // namespace larder
