#include "tests/support/chainreader.h"

#include "tests/support/writersduration.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTest>

#include <random>

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

void ChainReader::askBeside(ServerWriters& writers, std::span<const char* const> queries)
{
    std::mt19937 random{1}; // NOLINT: the same questions each time
    const QDeadlineTimer end(writersDuration());
    while (!end.hasExpired()) {
        const QByteArray sql = queries[random() % queries.size()];
        // The second finds what the first has stored, if nobody has written meanwhile.
        ask(sql);
        ask(sql);
    }
    writers.stop();
    const QString figures = QStringLiteral("%1 hits, %2 reads, %3 transactions, %4 failed statements")
                                .arg(m_hits)
                                .arg(m_reads)
                                .arg(writers.done())
                                .arg(writers.failed());
    qInfo("%s", qPrintable(figures));
    QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.mid(0, 5).join(u'\n')));
    QVERIFY2(m_hits > 0 && m_reads > 0 && writers.done() > 0, qPrintable(figures));
    QCOMPARE(writers.failed(), 0);
}

} // namespace larder::test
