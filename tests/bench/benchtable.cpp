#include "tests/bench/benchtable.h"

#include <QByteArray>
#include <QFile>

#include <sqlite3.h>

#include <array>
#include <cstdlib>

namespace larder::bench {

namespace {

/// splitmix64 (Steele, Lea, Flood 2014).
class Random
{
public:
    explicit Random(quint64 seed) : m_state(seed) { }
    quint64 next()
    {
        quint64 z = (m_state += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }
    quint64 below(quint64 limit) { return next() % limit; }

private:
    quint64 m_state;
};

void check(int code, sqlite3* handle)
{
    if (code != SQLITE_OK && code != SQLITE_DONE)
        qFatal("bench table: %s", sqlite3_errmsg(handle));
}

QByteArray word(Random& random, qsizetype length)
{
    QByteArray text(length, 'a');
    for (char& letter : text)
        letter = char('a' + random.below(26));
    return text;
}

void bindText(sqlite3_stmt* insert, int index, const QByteArray& text)
{
    sqlite3_bind_text(insert, index, text.constData(), int(text.size()), SQLITE_TRANSIENT);
}

void bindRow(sqlite3_stmt* insert, Random& random, qint64 row)
{
    sqlite3_bind_int64(insert, 1, row);
    sqlite3_bind_int64(insert, 2, qint64(random.below(100'000)));
    if (random.below(10) != 0)
        sqlite3_bind_int64(insert, 3, qint64(random.below(50)));
    else
        sqlite3_bind_null(insert, 3);
    sqlite3_bind_double(insert, 4, double(random.below(1'000'000)) / 100);
    if (random.below(10) != 0)
        sqlite3_bind_double(insert, 5, double(random.next() >> 11) / double(1ULL << 53));
    else
        sqlite3_bind_null(insert, 5);
    bindText(insert, 6, random.below(20) == 0 ? word(random, 13) + "é ü" : word(random, 19));
    bindText(insert, 7, "city number " + QByteArray::number(qulonglong(100'000 + random.below(1000))));
    bindText(insert, 8, word(random, 12) + "@example.org");
    const auto part = [&](quint64 from, quint64 count) {
        return QByteArray::number(qulonglong(from + random.below(count))).rightJustified(2, '0');
    };
    bindText(insert, 9,
        "20" + part(10, 15) + '-' + part(1, 12) + '-' + part(1, 28) + ' ' + part(0, 24) + ':' + part(0, 60)
            + ':' + part(0, 60));
    if (random.below(10) >= 3)
        bindText(insert, 10, word(random, 20));
    else
        sqlite3_bind_null(insert, 10);
}

} // namespace

void writeBenchTable(const QString& path, qint64 rows)
{
    sqlite3* handle = nullptr;
    check(sqlite3_open(QFile::encodeName(path).constData(), &handle), handle);
    check(
        sqlite3_exec(handle,
            "PRAGMA journal_mode=off; PRAGMA synchronous=off; BEGIN;"
            "CREATE TABLE t(id INTEGER PRIMARY KEY, customer_id INTEGER, qty INTEGER, price REAL, score REAL,"
            "name TEXT, city TEXT, email TEXT, created TEXT, note TEXT)",
            nullptr, nullptr, nullptr),
        handle);
    sqlite3_stmt* insert = nullptr;
    check(sqlite3_prepare_v2(handle, "INSERT INTO t VALUES (?,?,?,?,?,?,?,?,?,?)", -1, &insert, nullptr),
        handle);
    Random random(42);
    for (qint64 row = 1; row <= rows; ++row) {
        bindRow(insert, random, row);
        check(sqlite3_step(insert), handle);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    check(sqlite3_exec(handle, "COMMIT", nullptr, nullptr, nullptr), handle);
    sqlite3_close(handle);
}

QByteArray pgBenchTable(qint64 rows)
{
    return "CREATE TABLE t AS SELECT i AS id, (random() * 100000)::int AS customer_id,"
           " CASE WHEN i % 10 > 0 THEN (random() * 50)::int END AS qty,"
           " round((random() * 10000)::numeric, 2)::float8 AS price,"
           " CASE WHEN i % 10 > 0 THEN random() END AS score, substr(md5(i::text), 1, 19) AS name,"
           " 'city number ' || 100000 + i % 1000 AS city, substr(md5(i::text), 1, 12) || '@example.org' AS "
           "email,"
           " to_char('2010-01-01'::timestamp + i * interval '7 min', 'YYYY-MM-DD HH24:MI:SS') AS created,"
           " CASE WHEN i % 10 > 2 THEN substr(md5(i::text), 1, 20) END AS note"
           " FROM generate_series(1::bigint, "
        + QByteArray::number(rows) + ") AS s(i); ANALYZE t";
}

} // namespace larder::bench
