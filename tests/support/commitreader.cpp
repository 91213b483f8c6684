#include "tests/support/commitreader.h"

#include <QEventLoop>
#include <QFile>

#include <sqlite3.h>

namespace larder::test {

namespace {

qint64 rowsOf(qint64 seq)
{
    return 5 + seq % 7;
}

qint64 valueOf(qint64 seq, qint64 id)
{
    return (seq * 31 + id * 17) % 1009;
}

QByteArray line(std::initializer_list<qint64> numbers)
{
    QByteArrayList cells;
    for (const qint64 number : numbers)
        cells << QByteArray::number(number);
    return cells.join(',');
}

/// What each of CommitReader::queries() answers at the commit @p seq, as TestSession::rows() writes it.
QByteArray expected(size_t query, qint64 seq)
{
    QByteArrayList lines;
    qint64 sum = 0;
    for (qint64 id = 1; id <= rowsOf(seq); ++id) {
        sum += valueOf(seq, id);
        if (query == 0 || (query == 3 && id % 2 == 1))
            lines << line({seq, id, valueOf(seq, id)});
    }
    if (query == 1)
        return line({seq});
    if (query == 2)
        return line({seq, seq, rowsOf(seq), sum});
    if (query == 4)
        return line({seq, rowsOf(seq), sum});
    return lines.join('\n');
}

} // namespace

const std::vector<QByteArray>& CommitReader::queries()
{
    static const std::vector<QByteArray> queries{
        "SELECT seq, id, value FROM item ORDER BY id",
        "SELECT seq FROM state",
        "SELECT min(seq), max(seq), count(*), sum(value) FROM item",
        "SELECT seq, id, value FROM state JOIN item USING (seq) WHERE id % 2 = 1 ORDER BY id",
        "SELECT * FROM total",
    };
    return queries;
}

CommitReader::CommitReader(QueryService& service, ConnectionId connection, const QString& path)
    : m_service(service)
    , m_connection(connection)
{
    sqlite3_open_v2(QFile::encodeName(path).constData(), &m_handle, SQLITE_OPEN_READONLY, nullptr);
    sqlite3_busy_timeout(m_handle, 10'000);
}

CommitReader::~CommitReader()
{
    sqlite3_close(m_handle);
}

void CommitReader::ask(const std::vector<size_t>& queries)
{
    QEventLoop loop;
    size_t waiting = queries.size();
    const qint64 before = sequence();
    for (const size_t query : queries) {
        QueryRequest request;
        request.connection = m_connection;
        request.sql = CommitReader::queries().at(query);
        m_service.start(std::move(request), &m_context, {.finished = [&, query](const RunOutcome& outcome) {
            check(query, before, outcome);
            if (--waiting == 0)
                loop.quit();
        }});
    }
    if (waiting > 0)
        loop.exec();
}

qint64 CommitReader::sequence()
{
    sqlite3_stmt* statement = nullptr;
    qint64 sequence = -1;
    sqlite3_prepare_v2(m_handle, "SELECT seq FROM state", -1, &statement, nullptr);
    if (sqlite3_step(statement) == SQLITE_ROW)
        sequence = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return sequence;
}

void CommitReader::check(size_t query, qint64 before, const RunOutcome& outcome)
{
    if (outcome.error) {
        ++m_errors;
        if (!outcome.error->why.contains(QStringLiteral("locked")))
            m_violations << errorText(*outcome.error);
        return;
    }
    const Freshness freshness = outcome.provenance.freshness;
    (outcome.provenance.source == Source::Cache ? m_hits : m_reads) += 1;
    const QByteArray rows = TestSession::rows(outcome.result);
    const qint64 seq
        = outcome.result && outcome.result->rowCount() > 0 ? outcome.result->cell(0, 0).integer : -1;
    const bool isTrue = freshness == Freshness::ProvenFresh || freshness == Freshness::Live;
    if (!isTrue || seq < before || rows != expected(query, seq)) {
        m_violations << QStringLiteral("%1, %2; commit %3 was there: %4")
                            .arg(QString::fromUtf8(queries().at(query)), freshnessName(freshness))
                            .arg(before)
                            .arg(QString::fromUtf8(rows));
    }
}

} // namespace larder::test
