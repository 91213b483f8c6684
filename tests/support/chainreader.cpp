#include "tests/support/chainreader.h"

#include <QEventLoop>

namespace larder::test {

namespace {

// Without a pause of the event loop, in which answers would grow old.
RunOutcome runAtOnce(QueryService& service, const QueryRequest& request)
{
    QEventLoop loop;
    RunOutcome ended;
    RunCallbacks callbacks;
    callbacks.finished = [&](const RunOutcome& outcome) {
        ended = outcome;
        loop.quit();
    };
    service.start(request, &loop, std::move(callbacks));
    loop.exec();
    return ended;
}

QString faultOf(const RunOutcome& outcome, qint64 before, qint64 after)
{
    if (outcome.error || !outcome.result || outcome.result->rowCount() != 1)
        return outcome.error ? errorText(*outcome.error) : QStringLiteral("no row");
    const qint64 least = outcome.result->cell(0, 0).integer;
    const qint64 greatest = outcome.result->cell(0, 1).integer;
    if (least == greatest && least >= before && least <= after)
        return {};
    return QStringLiteral("%1: %2 to %3, but it was %4 before and %5 afterwards")
        .arg(sourceName(outcome.provenance.source))
        .arg(least)
        .arg(greatest)
        .arg(before)
        .arg(after);
}

} // namespace

ChainReader::ChainReader(TestSession& session, ConnectionId connection, Committed committed)
    : m_session(session)
    , m_connection(connection)
    , m_committed(std::move(committed))
{
}

void ChainReader::ask(const QByteArray& sql)
{
    QueryRequest request = m_session.request(sql);
    request.connection = m_connection;
    const qint64 before = m_committed(sql);
    const RunOutcome outcome = runAtOnce(m_session.engine().service(), request);
    const qint64 after = m_committed(sql);
    (outcome.provenance.source == Source::Cache ? m_hits : m_reads) += 1;
    if (const QString fault = faultOf(outcome, before, after); !fault.isEmpty())
        m_faults << QString::fromUtf8(sql) + QStringLiteral(": ") + fault;
}

} // namespace larder::test
