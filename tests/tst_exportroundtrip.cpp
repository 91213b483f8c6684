#include "app/resultexporter.h"
#include "models/resultwriter.h"
#include "tests/support/results.h"
#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include "models/celltext.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

// Every kind of value that SQLite stores, and the texts that forms trip over.
const QByteArray kValues
    = "CREATE TABLE v(id INTEGER PRIMARY KEY, value); "
      "INSERT INTO v(value) VALUES (NULL), (''), (0), (-1), (9223372036854775807), (-9223372036854775808), "
      "(9007199254740993), (0.1), (0.0), (-0.0), (2.0), (1e15), (1e300), (9e999), (-9e999), "
      "(4.9406564584124654e-324), "
      "(2.2250738585072014e-308), (1.7976931348623157e308), (123456789.12345679), (-3.0000000000000004), "
      "('tea'), ('42'), ('NULL'), ('inf'), ('x''00ff'''), ('it''s \"quoted\"'), ('\"'), (' blanks '), "
      "('a,b;c|d'), ('a' || char(9) || 'b'), ('a' || char(10) || 'b'), ('a' || char(13,10) || 'b' || "
      "char(13)), "
      "('<b>&amp;</b>'), ('back\\slash\\n'), (char(127) || char(27) || '[31m'), ('ü € 😀'), (char(65279) || "
      "'bom'), "
      "(CAST(x'610062' AS TEXT)), (CAST(x'61ff62' AS TEXT)), (CAST(x'eda080' AS TEXT)), "
      "(x''), (x'00'), (x'00ff270a22'), (zeroblob(300000)), (replace(hex(zeroblob(150000)), '0', 'é'))";

const QByteArray kQuery = "SELECT value, id FROM v";

QByteArray run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return "failed: " + process.readAllStandardError();
    return process.readAllStandardOutput() + process.readAllStandardError();
}

/// What Python reads from a file, value by value.
QByteArrayList readByPython(const char* form, const QString& path)
{
    QByteArrayList values;
    const QByteArray output = run(QStringLiteral("python3"),
        {QStringLiteral(LARDER_TEST_DATA "/readback.py"), QString::fromLatin1(form), path});
    for (const QByteArray& line : output.trimmed().split('\n'))
        values << (output.startsWith("failed") ? line : QByteArray::fromHex(line));
    return values;
}

/// The values of a result as described() has them, without its change of NULs.
QByteArrayList exactly(const ResultSet& result)
{
    QByteArrayList values;
    for (qint64 row = 0; row < result.rowCount(); ++row) {
        for (int column = 0; column < result.columnCount(); ++column) {
            const Cell cell = result.cell(row, column);
            values << (cell.type == CellType::Text ? "text " + cell.bytes.toByteArray() : described(cell));
        }
    }
    return values;
}

/// What a form without types holds: the texts of all values, a BLOB as its literal.
QByteArrayList asTexts(const ResultSet& result)
{
    QByteArrayList values;
    for (qint64 row = 0; row < result.rowCount(); ++row) {
        for (int column = 0; column < result.columnCount(); ++column) {
            const Cell cell = result.cell(row, column);
            const QByteArray text = cellExactText(cell);
            values << "text " + (cell.type == CellType::Blob ? "x'" + text + "'" : text);
        }
    }
    return values;
}

} // namespace

class TestExportRoundTrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void hitHasTheSameValuesAsTheMiss();
    void copyIsTheSameAsTheFile_data();
    void copyIsTheSameAsTheFile();
    void pythonReadsJson_data();
    void pythonReadsJson();
    void pythonReadsSeparatedValues_data();
    void pythonReadsSeparatedValues();
    void pythonReadsHtml();
    void sqliteReadsInserts();
    void sqliteImportsCsvUpToTheFirstNul();
    void compressedFileHoldsTheSame_data();
    void compressedFileHoldsTheSame();

private:
    QString exported(RowFormat format, Compression compression = Compression::None)
    {
        const QString path = m_folder->filePath(QStringLiteral("out"));
        const ExportOutcome outcome
            = exportRows({allOf(m_hit), defaultForm(format), compression, path, {}}, {});
        if (outcome.error)
            QTest::qFail(qPrintable(errorText(*outcome.error)), __FILE__, __LINE__);
        return path;
    }

    static QByteArray contents(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    ResultPtr m_miss;
    ResultPtr m_hit;
};

void TestExportRoundTrip::initTestCase()
{
    const SqliteFixture file(kValues);
    TestSession session(file.path());
    const RunOutcome miss = session.run(kQuery);
    const RunOutcome hit = session.run(kQuery);
    QCOMPARE(int(miss.provenance.source), int(Source::Database));
    QCOMPARE(int(hit.provenance.source), int(Source::Cache));
    m_miss = miss.result;
    m_hit = hit.result;
    QCOMPARE(m_hit->rowCount(), 45);
}

void TestExportRoundTrip::hitHasTheSameValuesAsTheMiss()
{
    QCOMPARE(exactly(*m_hit), exactly(*m_miss));
}

void TestExportRoundTrip::copyIsTheSameAsTheFile_data()
{
    QTest::addColumn<int>("format");
    for (const RowFormat format : {RowFormat::Csv, RowFormat::Tsv, RowFormat::Json, RowFormat::JsonLines,
             RowFormat::Markdown, RowFormat::Html, RowFormat::Sql})
        QTest::addRow("%d", int(format)) << int(format);
}

void TestExportRoundTrip::copyIsTheSameAsTheFile()
{
    QFETCH(int, format);
    const CellSelection everything{{0, 1}, {{0, m_hit->rowCount() - 1, 0, 1}}};
    const auto copied
        = writtenRows(selectedOf({m_hit}, everything), defaultForm(RowFormat(format)), qint64(32) << 20);
    QVERIFY(copied);
    QVERIFY(contents(exported(RowFormat(format))) == *copied);
}

void TestExportRoundTrip::pythonReadsJson_data()
{
    QTest::addColumn<int>("format");
    QTest::newRow("json") << int(RowFormat::Json);
    QTest::newRow("jsonl") << int(RowFormat::JsonLines);
}

void TestExportRoundTrip::pythonReadsJson()
{
    QFETCH(int, format);
    const QString path = exported(RowFormat(format));
    QCOMPARE(readByPython(QTest::currentDataTag(), path), exactly(*m_hit));
}

void TestExportRoundTrip::pythonReadsSeparatedValues_data()
{
    QTest::addColumn<int>("format");
    QTest::newRow("csv") << int(RowFormat::Csv);
    QTest::newRow("tsv") << int(RowFormat::Tsv);
}

// Python, like most readers, tells no type, and no NULL from an empty text; the bytes of the file do.
void TestExportRoundTrip::pythonReadsSeparatedValues()
{
    QFETCH(int, format);
    const QString path = exported(RowFormat(format));
    QCOMPARE(readByPython(QTest::currentDataTag(), path), asTexts(*m_hit));
    const QByteArray separator = RowFormat(format) == RowFormat::Csv ? "," : "\t";
    QVERIFY(contents(path).contains("\n" + separator + "1"));
    QVERIFY(contents(path).contains("\n\"\"" + separator + "2"));
}

void TestExportRoundTrip::pythonReadsHtml()
{
    QByteArrayList expected = asTexts(*m_hit);
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const Cell cell = m_hit->cell(i / 2, int(i % 2));
        if (cell.isNull())
            expected[i] = "null";
        else if (cell.type == CellType::Text && !isPlainText(cell.bytes))
            expected[i] = "text CAST(x'" + cell.bytes.toByteArray().toHex() + "' AS TEXT)";
    }
    QCOMPARE(readByPython("html", exported(RowFormat::Html)), expected);
}

void TestExportRoundTrip::sqliteReadsInserts()
{
    const SqliteFixture copy("CREATE TABLE v(value, id)");
    QCOMPARE(run(QStringLiteral("sqlite3"),
                 {copy.path(), QStringLiteral(".read '%1'").arg(exported(RowFormat::Sql))}),
        QByteArray());
    TestSession session(copy.path());
    QCOMPARE(exactly(*session.run("SELECT value, id FROM v ORDER BY id").result), exactly(*m_hit));
}

void TestExportRoundTrip::sqliteImportsCsvUpToTheFirstNul()
{
    const SqliteFixture copy("CREATE TABLE t(value TEXT, id INTEGER)");
    QCOMPARE(
        run(QStringLiteral("sqlite3"),
            {copy.path(), QStringLiteral(".import --csv --skip 1 '%1' t").arg(exported(RowFormat::Csv))}),
        QByteArray());
    QByteArrayList expected = asTexts(*m_hit);
    for (qsizetype i = 0; i < expected.size(); ++i) {
        if (const qsizetype nul = expected[i].indexOf('\0'); nul >= 0)
            expected[i].truncate(nul);
    }
    TestSession session(copy.path());
    QCOMPARE(asTexts(*session.run("SELECT value, id FROM t ORDER BY id").result), expected);
}

void TestExportRoundTrip::compressedFileHoldsTheSame_data()
{
    QTest::addColumn<int>("compression");
    QTest::newRow("gzip") << int(Compression::Gzip);
    QTest::newRow("zstd") << int(Compression::Zstd);
}

void TestExportRoundTrip::compressedFileHoldsTheSame()
{
    QFETCH(int, compression);
    const QByteArray plain = contents(exported(RowFormat::Json));
    const QString packed = exported(RowFormat::Json, Compression(compression));
    const QString named = packed
        + (Compression(compression) == Compression::Gzip ? QStringLiteral(".gz") : QStringLiteral(".zst"));
    QVERIFY(QFile::rename(packed, named));
    QVERIFY(run(QString::fromLatin1(QTest::currentDataTag()), {QStringLiteral("-dc"), named}) == plain);
}

QTEST_GUILESS_MAIN(TestExportRoundTrip)
#include "tst_exportroundtrip.moc"
