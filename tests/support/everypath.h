#pragma once

#include "cache/value.h"
#include "models/celltext.h"
#include "models/resultwriter.h"
#include "models/selectiontext.h"
#include "tests/support/testsession.h"
#include "tests/support/writtenrows.h"

#include <QTest>

namespace larder::test {

/// Makes the columns "sql" and "literal" of a table of values, and gives what adds a row to it.
[[nodiscard]] inline auto valueTable()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("literal");
    return
        [](const char* sql, const QByteArray& literal) { QTest::newRow(sql) << QByteArray(sql) << literal; };
}

/// Reads the one value of the column "x" of the table "trip" on every path that it takes: from the database,
/// from the cache, in the grid, as a copy, in CSV, and from the database again after an export as SQL was run
/// there.
class EveryPath
{
public:
    /// @p literal is the value, as literalFromValue() writes it.
    EveryPath(TestSession& session, SqlDialect dialect, QByteArray literal)
        : m_session(session)
        , m_dialect(dialect)
        , m_literal(std::move(literal))
    {
    }

    /// Fails the test where the value is another. @p hit runs a query until the cache answers.
    void check(const std::function<RunOutcome(const QByteArray&)>& hit)
    {
        const RunOutcome miss = m_session.run(kSelect);
        QVERIFY2(!miss.error, miss.error ? qPrintable(errorText(*miss.error)) : "");
        QCOMPARE(int(miss.provenance.source), int(Source::Database));
        QCOMPARE(TestSession::rows(miss.result), m_literal);
        const RunOutcome stored = hit(kSelect);
        QCOMPARE(int(stored.provenance.source), int(Source::Cache));
        QCOMPARE(TestSession::rows(stored.result), m_literal);
        checkTexts(stored.result);
        checkImport(stored.result);
    }

private:
    static constexpr auto kSelect = "SELECT x FROM trip";

    // The value without what makes it a literal.
    [[nodiscard]] QByteArray text() const
    {
        if (m_literal == "NULL")
            return {};
        if (isBlob())
            return m_literal.sliced(2).chopped(1);
        return m_literal.startsWith('\'') ? m_literal.sliced(1).chopped(1).replace("''", "'") : m_literal;
    }
    [[nodiscard]] bool isBlob() const { return m_literal.startsWith("x'"); }

    void checkTexts(const ResultPtr& result)
    {
        const Cell cell = result->cell(0, 0);
        if (m_literal == "NULL")
            QCOMPARE(cellText(cell), QStringLiteral("NULL"));
        else if (isBlob())
            QVERIFY2(cellText(cell).startsWith(QStringLiteral("BLOB")), qPrintable(cellText(cell)));
        else
            QCOMPARE(cellText(cell), QString::fromUtf8(text()));
        QCOMPARE(selectionTsv({result}, {{0}, {{0, 0, 0, 0}}}, CopyHeaders::No, 1 << 20).value(), text());
        QByteArray field
            = written(defaultForm(RowFormat::Csv), result).sliced(QByteArrayView("x\r\n").size()).chopped(2);
        if (field.startsWith('"'))
            field = field.sliced(1).chopped(1).replace("\"\"", "\"");
        QCOMPARE(field, isBlob() ? m_literal : text());
    }

    void checkImport(const ResultPtr& result)
    {
        RowForm form{RowFormat::Sql};
        form.dialect = m_dialect;
        form.sqlTable = QStringLiteral("trip");
        QVERIFY(!m_session.run("DELETE FROM trip").error);
        const QByteArray insert = written(form, result);
        const RunOutcome inserted = m_session.run(insert.trimmed());
        QVERIFY2(
            !inserted.error, inserted.error ? qPrintable(errorText(*inserted.error)) : insert.constData());
        const RunOutcome again = m_session.run(kSelect);
        QCOMPARE(int(again.provenance.source), int(Source::Database));
        QVERIFY2(TestSession::rows(again.result) == m_literal,
            insert + TestSession::rows(again.result) + " is not " + m_literal);
    }

    TestSession& m_session;
    const SqlDialect m_dialect;
    const QByteArray m_literal;
};

} // namespace larder::test
