#include "app/sql/pgreader.h"

#include "app/sql/pgcolumns.h"
#include "app/sql/pgparser.h"

#include <QCoreApplication>

namespace larder {

namespace {

// One statement has one snapshot at any level. Under REPEATABLE READ it would be taken before the locks, and
// a TRUNCATE that it waits for would empty its tables (https://www.postgresql.org/docs/15/mvcc-caveats.html).
constexpr auto kBegin = "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY";
constexpr auto kWritesInReadOnly = "25006";

QString tr(const char* text)
{
    return QCoreApplication::translate("PgReader", text);
}

} // namespace

PgReader::PgReader(PgChannel& channel, const ServerCancellation& cancellation, Metadata metadata)
    : m_channel(channel)
    , m_cancellation(cancellation)
    , m_metadata(std::move(metadata))
{
}

PgRun PgReader::run(RunId id, const Statement& statement, const DatabasePort::RowsArrived& arrived,
    std::unique_ptr<ChunkKeeper> keeper)
{
    PgRun run;
    ServerPatience patience(m_cancellation, id);
    PgConnection& connection = m_channel.connection();
    if (const auto begun = connection.exec(kBegin, patience); !begun) {
        run.outcome.error = begun.error();
        return run;
    }
    const auto columns = [&](const PgResult& row) {
        m_origins = PgOrigins::of(row);
        return pgColumns(row, pgColumnsNeedServer(row) ? m_metadata() : nullptr, patience);
    };
    const auto beforeCut = [&] {
        PgConnection* const beside = m_metadata();
        auto relations = beside ? PgRelations::read(*beside, m_channel.backend(), {}, patience)
                                : Result<PgRelations>(Error{});
        if (relations)
            m_relations = std::move(relations.value());
    };
    PgFetcher fetcher(
        {&connection, &statement, id, &m_cancellation, arrived, columns, beforeCut}, std::move(keeper));
    PgFetcher::Outcome fetched = fetcher.run();
    run.isForTheWriter = fetched.sqlState == kWritesInReadOnly;
    end(fetched, statement.wantsRowSource, patience);
    run.outcome.result = std::move(fetched.result);
    run.outcome.error = std::move(fetched.error);
    run.outcome.cancelled = fetched.cancelled;
    run.outcome.timings.execute = fetched.execute;
    run.outcome.timings.fetch = fetched.fetch;
    noteFacts(run, fetched.sql, patience);
    return run;
}

void PgReader::end(const PgFetcher::Outcome& fetched, bool wantsRowSource, ServerPatience& patience)
{
    PgConnection& connection = m_channel.connection();
    if (!fetched.error && !fetched.cancelled && !fetched.cutOff) {
        auto relations = PgRelations::read(
            connection, m_channel.backend(), wantsRowSource ? QByteArray() : "COMMIT", patience);
        if (relations)
            m_relations = std::move(relations.value());
        if (relations && wantsRowSource)
            m_rowSource = pgRowSource(connection, m_origins, patience);
    }
    if (!connection.isLost() && connection.isInTransaction())
        (void)connection.exec("ROLLBACK", patience);
}

void PgReader::noteFacts(PgRun& run, const QByteArray& sent, ServerPatience& patience)
{
    StatementFacts& facts = run.outcome.facts;
    facts.isRead = run.succeeded() && run.outcome.result;
    if (!m_relations) {
        facts.forbidsCaching = Reason{ReasonCode::Uncacheable, tr("the tables that it reads are not known")};
        return;
    }
    facts.reads = m_relations->tables;
    facts.rowSource = m_rowSource;
    facts.forbidsCaching = m_relations->forbidsCaching;
    if (facts.isRead && !facts.forbidsCaching)
        facts.forbidsCaching = pgParserDoubt(sent);
    if (m_channel.refreshSettings(m_relations->settingsDigest, patience))
        facts.forbidsCaching = Reason{ReasonCode::Bypass, tr("the settings of the server have changed")};
}

} // namespace larder
