#include "tests/support/larderprogram.h"
#include "tests/support/sqlitefixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <sqlite3.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace larder;

namespace {

constexpr int kPatienceMilliseconds = 60'000;

const QByteArray kItems = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT, price REAL);"
                          "INSERT INTO item VALUES (1,'tea',1.5),(2,'',NULL),(3,NULL,-0.25);"
                          "CREATE TABLE n(i INTEGER); INSERT INTO n VALUES (0);";

struct Ended : test::Ended
{
    /// The lines of JSON on standard error, which must hold nothing else.
    [[nodiscard]] QList<QJsonObject> provenance() const
    {
        QList<QJsonObject> objects;
        for (const QByteArray& line : errors.split('\n')) {
            if (line.isEmpty())
                continue;
            const QJsonDocument document = QJsonDocument::fromJson(line);
            if (!document.isObject())
                QTest::qFail(line.constData(), __FILE__, __LINE__);
            objects << document.object();
        }
        return objects;
    }
    [[nodiscard]] QStringList each(const char* field) const
    {
        QStringList values;
        for (const QJsonObject& object : provenance())
            values << object[QString::fromLatin1(field)].toVariant().toString();
        return values;
    }
};

QStringList words(const char* text)
{
    return QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts);
}

/// A system without a screen; with @p locale if that is given.
QProcessEnvironment plainEnvironment(const char* locale = nullptr)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"})
        environment.remove(QString::fromLatin1(name));
    if (locale) {
        for (const char* name : {"LANG", "LANGUAGE", "LC_CTYPE"})
            environment.remove(QString::fromLatin1(name));
        environment.insert(QStringLiteral("LC_ALL"), QString::fromLatin1(locale));
    }
    return environment;
}

Ended runLarder(const QStringList& arguments, const QProcessEnvironment& environment = plainEnvironment())
{
    return {test::runLarder(arguments, {}, environment)};
}

Ended query(const QString& connection, const QByteArray& sql, const QStringList& options = {})
{
    return runLarder(QStringList{QStringLiteral("query"), connection, QString::fromUtf8(sql)} + options);
}

/// Another program's connection to a file.
class OtherProgram
{
public:
    explicit OtherProgram(const SqliteFixture& file)
    {
        sqlite3_open(file.path().toUtf8().constData(), &m_handle);
        sqlite3_busy_timeout(m_handle, 20'000);
    }
    ~OtherProgram() { sqlite3_close(m_handle); }
    OtherProgram(const OtherProgram&) = delete;
    OtherProgram& operator=(const OtherProgram&) = delete;

    void exec(const QByteArray& sql)
    {
        QCOMPARE(sqlite3_exec(m_handle, sql.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
    }

private:
    sqlite3* m_handle = nullptr;
};

/// The end of a pipe that is read only when the test wants to, so that the writer has to wait.
class SlowPipe
{
public:
    explicit SlowPipe(const QString& path)
    {
        ::mkfifo(QFile::encodeName(path).constData(), 0600);
        // To open waits for a writer otherwise, and QProcess, which opens the other end, for a reader.
        m_descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK);
        ::fcntl(m_descriptor, F_SETFL, 0);
    }
    ~SlowPipe() { ::close(m_descriptor); }
    SlowPipe(const SlowPipe&) = delete;
    SlowPipe& operator=(const SlowPipe&) = delete;

    /// The next @p count bytes, fewer at the end.
    QByteArray read(qsizetype count)
    {
        QByteArray bytes(count, '\0');
        qsizetype got = 0;
        while (got < count) {
            const ssize_t part = ::read(m_descriptor, bytes.data() + got, size_t(count - got));
            if (part <= 0)
                break;
            got += part;
        }
        return bytes.left(got);
    }
    /// Up to and with the next line feed.
    QByteArray readLine()
    {
        QByteArray line;
        while (!line.endsWith('\n')) {
            const QByteArray next = read(1);
            if (next.isEmpty())
                break;
            line += next;
        }
        return line;
    }

private:
    int m_descriptor = -1;
};

} // namespace

class TestQueryCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void printsRowsAndNothingElse();
    void printsEachFormat_data();
    void printsEachFormat();
    void readsTheDialectOfCsv();
    void writesTablesForTheWebAndForDatabases();
    void writesToAFile();
    void compressesByTheEndingOfTheFile();
    void errorLeavesTheOldFile_data();
    void errorLeavesTheOldFile();
    void provenanceHasTheDocumentedFields();
    void secondRunComesFromTheCacheAndIsProvenFresh();
    void withTheCacheOffEveryRunAsksTheDatabase();
    void individualFindsRowsByTheirKeys();
    void tellsOfAHintThatItDoesNotUnderstand();
    void policiesDecideHowTheSecondRunIsAnswered_data();
    void policiesDecideHowTheSecondRunIsAnswered();
    void timeToLiveEndsAnEntry();
    void parametersAreTyped();
    void parametersMayBelongToOneOfSeveralStatements();
    void runsSeveralStatementsInOrder();
    void writesAreSeenByTheNextStatement();
    void statementWithoutRowsPrintsNothing();
    void errorsNameTheirPlace_data();
    void errorsNameTheirPlace();
    void rowsBeforeAnErrorArePrinted();
    void wrongUseEndsWithTwo_data();
    void wrongUseEndsWithTwo();
    void refusesWhatIsNoDatabase_data();
    void refusesWhatIsNoDatabase();
    void tellsThatTheFileIsLocked();
    void waitsForALockThatIsReleased();
    void takesUrls();
    void cutsTheTextByTheRulesOfTheEngine();
    void printsHelpAndVersion_data();
    void printsHelpAndVersion();
    void keepsStandardErrorCleanInEveryLocale_data();
    void keepsStandardErrorCleanInEveryLocale();
    void tellsThatTheOutputCanNotBeWritten();
    void tellsThatATransactionIsLost();
    void tellsThatThereIsNoDisplay();
    void changeByAnotherProgramIsSeenByTheVeryNextRun_data();
    void changeByAnotherProgramIsSeenByTheVeryNextRun();
    void countsNeverGoBackWhileAnotherProgramWrites_data();
    void countsNeverGoBackWhileAnotherProgramWrites();

private:
    std::unique_ptr<SqliteFixture> m_file;
};

void TestQueryCommand::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_file = std::make_unique<SqliteFixture>(kItems);
}

void TestQueryCommand::printsRowsAndNothingElse()
{
    const Ended ended = query(m_file->path(), "SELECT count(*) AS n FROM item");
    QCOMPARE(ended.errors, QByteArray());
    QCOMPARE(ended.output, QByteArray("n\n-\n3\n"));
    QCOMPARE(ended.exitCode, 0);
}

void TestQueryCommand::printsEachFormat_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::newRow("table") << QByteArray("id  name  price\n"
                                         "--  ----  -----\n"
                                         "1   tea   1.5\n"
                                         "2         NULL\n"
                                         "3   NULL  -0.25\n");
    QTest::newRow("tsv") << QByteArray("id\tname\tprice\n1\ttea\t1.5\n2\t\"\"\t\n3\t\t-0.25\n");
    QTest::newRow("jsonl") << QByteArray("{\"id\":1,\"name\":\"tea\",\"price\":1.5}\n"
                                         "{\"id\":2,\"name\":\"\",\"price\":null}\n"
                                         "{\"id\":3,\"name\":null,\"price\":-0.25}\n");
    QTest::newRow("markdown") << QByteArray("| id | name | price |\n| --- | --- | --- |\n| 1 | tea | 1.5 |\n"
                                            "| 2 |  | *NULL* |\n| 3 | *NULL* | -0.25 |\n");
    QTest::newRow("csv") << QByteArray("id,name,price\r\n1,tea,1.5\r\n2,\"\",\r\n3,,-0.25\r\n");
    QTest::newRow("json") << QByteArray(
        "[{\"id\":1,\"name\":\"tea\",\"price\":1.5},\n{\"id\":2,\"name\":\"\",\"price\":null},\n"
        "{\"id\":3,\"name\":null,\"price\":-0.25}]\n");
}

void TestQueryCommand::printsEachFormat()
{
    QFETCH(QByteArray, output);
    const Ended ended = query(m_file->path(), "SELECT * FROM item",
        {QStringLiteral("--format"), QString::fromUtf8(QTest::currentDataTag())});
    QCOMPARE(ended.output, output);
    QCOMPARE(ended.exitCode, 0);
}

void TestQueryCommand::readsTheDialectOfCsv()
{
    const Ended ended = query(m_file->path(), "SELECT * FROM item",
        words("--format csv --separator semicolon --quote all --null NULL --no-header"));
    QCOMPARE(
        ended.output, QByteArray("\"1\";\"tea\";\"1.5\"\r\n\"2\";\"\";NULL\r\n\"3\";NULL;\"-0.25\"\r\n"));
}

void TestQueryCommand::writesTablesForTheWebAndForDatabases()
{
    const Ended html = query(m_file->path(), "SELECT * FROM item WHERE id = 3", words("--format html"));
    QVERIFY(html.output.contains("<tr><td align=\"right\">3</td><td class=\"null\"><i>NULL</i></td>"));
    const Ended sql = query(m_file->path(), "SELECT * FROM item", words("--format sql --table copy"));
    QCOMPARE(sql.output,
        QByteArray("INSERT INTO \"copy\" (\"id\", \"name\", \"price\") VALUES\n"
                   "(1, 'tea', 1.5),\n(2, '', NULL),\n(3, NULL, -0.25);\n"));
}

void TestQueryCommand::writesToAFile()
{
    const QString path = m_file->folder() + QStringLiteral("/out.csv");
    const Ended ended = query(m_file->path(), "SELECT id FROM item; SELECT name FROM item WHERE id = 1",
        words("--format csv --output") + QStringList{path});
    QCOMPARE(ended.exitCode, 0);
    QCOMPARE(ended.output, QByteArray());
    QCOMPARE(ended.errors, QByteArray());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("id\r\n1\r\n2\r\n3\r\nname\r\ntea\r\n"));
}

void TestQueryCommand::compressesByTheEndingOfTheFile()
{
    for (const char* ending : {"gz", "zst"}) {
        const QString path = m_file->folder() + QStringLiteral("/out.csv.") + QString::fromLatin1(ending);
        QCOMPARE(query(m_file->path(), "SELECT 1 AS n", words("--format csv --output") + QStringList{path})
                     .exitCode,
            0);
        QProcess process;
        process.start(qstrcmp(ending, "gz") == 0 ? QStringLiteral("gzip") : QStringLiteral("zstd"),
            {QStringLiteral("-dc"), path});
        QVERIFY(process.waitForFinished(kPatienceMilliseconds));
        QCOMPARE(process.readAllStandardOutput(), QByteArray("n\r\n1\r\n"));
    }
}

void TestQueryCommand::errorLeavesTheOldFile_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("name");
    QTest::newRow("statement") << QByteArray("SELECT id FROM item; SELECT nothing")
                               << QStringLiteral("out.csv");
    QTest::newRow("transaction") << QByteArray("SELECT id FROM item; BEGIN") << QStringLiteral("out.csv");
    QTest::newRow("no folder") << QByteArray("SELECT id FROM item") << QStringLiteral("missing/out.csv");
}

void TestQueryCommand::errorLeavesTheOldFile()
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, name);
    const QDir folder(m_file->folder());
    QFile old(folder.filePath(QStringLiteral("out.csv")));
    QVERIFY(old.open(QIODevice::ReadWrite));
    old.write("old");
    old.flush();
    const QStringList before = folder.entryList(QDir::Files);
    const Ended ended
        = query(m_file->path(), sql, words("--format csv --output") + QStringList{folder.filePath(name)});
    QCOMPARE(ended.exitCode, 1);
    QCOMPARE(ended.errors.count('\n'), 1);
    QVERIFY(ended.errors.startsWith("larder: "));
    QCOMPARE(folder.entryList(QDir::Files), before);
    old.seek(0);
    QCOMPARE(old.readAll(), QByteArray("old"));
}

void TestQueryCommand::provenanceHasTheDocumentedFields()
{
    const Ended ended = query(m_file->path(), "SELECT * FROM item", words("--repeat 2 --provenance"));
    const QList<QJsonObject> runs = ended.provenance();
    QCOMPARE(runs.size(), 2);
    for (const QJsonObject& run : runs) {
        for (const char* field : {"run", "source", "reason", "rows", "lookup_us", "execute_ms", "fetch_ms",
                 "age_ms", "freshness", "values", "key"})
            QVERIFY2(run.contains(QString::fromLatin1(field)), field);
        QCOMPARE(run[QStringLiteral("rows")].toInt(), 3);
        QCOMPARE(run[QStringLiteral("values")].toString(), QStringLiteral("exact"));
        QVERIFY(run[QStringLiteral("lookup_us")].toDouble() > 0);
        QCOMPARE(run[QStringLiteral("key")].toString().size(), 32);
    }
    QCOMPARE(runs[0][QStringLiteral("reason")].toString(), QStringLiteral("FirstSeen"));
    QVERIFY(runs[0][QStringLiteral("execute_ms")].toDouble() > 0);
    QCOMPARE(runs[0][QStringLiteral("age_ms")].toInt(-1), 0);
    QVERIFY(runs[1][QStringLiteral("reason")].isNull());
    QCOMPARE(runs[1][QStringLiteral("execute_ms")].toDouble(-1), 0.0);
    QCOMPARE(runs[1][QStringLiteral("fetch_ms")].toDouble(-1), 0.0);
    QVERIFY(runs[1][QStringLiteral("age_ms")].toDouble(-1) >= 0);
    QCOMPARE(runs[0][QStringLiteral("key")], runs[1][QStringLiteral("key")]);
}

void TestQueryCommand::secondRunComesFromTheCacheAndIsProvenFresh()
{
    const Ended ended
        = query(m_file->path(), "SELECT * FROM item", words("--repeat 3 --provenance --format csv"));
    QCOMPARE(ended.each("run"), words("1 2 3"));
    QCOMPARE(ended.each("source"), words("database cache cache"));
    QCOMPARE(ended.each("freshness"),
        (QStringList{
            QStringLiteral("live"), QStringLiteral("proven fresh"), QStringLiteral("proven fresh")}));
    QCOMPARE(ended.output.count("1,tea,1.5\r\n"), 3);
}

void TestQueryCommand::withTheCacheOffEveryRunAsksTheDatabase()
{
    const Ended ended
        = query(m_file->path(), "SELECT * FROM item", words("--repeat 3 --cache off --provenance"));
    QCOMPARE(ended.each("source"), words("database database database"));
    QCOMPARE(ended.each("reason"), words("Off Off Off"));
    QCOMPARE(ended.each("stored"), words("false false false"));
}

void TestQueryCommand::individualFindsRowsByTheirKeys()
{
    const QByteArray sql = "SELECT * FROM item; SELECT name FROM item WHERE id = 1;"
                           "SELECT count(*) FROM item";
    const Ended ended
        = query(m_file->path(), sql, words("--cache individual --repeat 2 --provenance --format csv"));
    QCOMPARE(ended.exitCode, 0);
    QCOMPARE(ended.each("source"),
        (QStringList{QStringLiteral("database"), QStringLiteral("row cache"), QStringLiteral("database"),
            QStringLiteral("cache"), QStringLiteral("row cache"), QStringLiteral("cache")}));
    QCOMPARE(ended.output.count("name\r\ntea\r\n"), 2);
    QVERIFY(!ended.provenance().at(0).contains(QStringLiteral("not_by_row")));
    QCOMPARE(
        ended.each("not_by_row").at(2), QStringLiteral("rows can't be told apart by a key: an aggregate"));
}

void TestQueryCommand::tellsOfAHintThatItDoesNotUnderstand()
{
    const QStringList options{QStringLiteral("--provenance")};
    const Ended wrong = query(m_file->path(), "SELECT count(*) FROM item /* cache: of */", options);
    QCOMPARE(wrong.exitCode, 0);
    QCOMPARE(wrong.each("ignored_hint"), QStringList(QStringLiteral("/* cache: of */")));
    const Ended right = query(m_file->path(), "SELECT count(*) FROM item /* cache: off */", options);
    QVERIFY(!right.provenance().at(0).contains(QStringLiteral("ignored_hint")));
}

void TestQueryCommand::policiesDecideHowTheSecondRunIsAnswered_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("freshness");
    QTest::newRow("verify") << QStringLiteral("cache") << QStringLiteral("proven fresh");
    QTest::newRow("instant") << QStringLiteral("cache") << QStringLiteral("not verified");
    QTest::newRow("ttl") << QStringLiteral("cache") << QStringLiteral("not verified");
    QTest::newRow("off") << QStringLiteral("database") << QStringLiteral("live");
}

void TestQueryCommand::policiesDecideHowTheSecondRunIsAnswered()
{
    QFETCH(QString, source);
    QFETCH(QString, freshness);
    const Ended ended = query(m_file->path(), "SELECT * FROM item",
        words("--repeat 2 --provenance --policy") << QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(ended.exitCode, 0);
    QCOMPARE(ended.each("source").value(1), source);
    QCOMPARE(ended.each("freshness").value(1), freshness);
}

void TestQueryCommand::timeToLiveEndsAnEntry()
{
    // A pause of 20 ms lies between the two executions of the query.
    const QByteArray sql
        = "SELECT * FROM item; WITH RECURSIVE p(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM p LIMIT 400000)"
          " SELECT max(i), random() FROM p";
    const Ended brief = query(m_file->path(), sql, words("--repeat 2 --provenance --ttl 0.001"));
    QCOMPARE(brief.each("reason").value(2), QStringLiteral("Ttl"));
    const Ended lasting = query(m_file->path(), sql, words("--repeat 2 --provenance --ttl 600"));
    QCOMPARE(lasting.each("source").value(2), QStringLiteral("cache"));
}

void TestQueryCommand::parametersAreTyped()
{
    const Ended ended
        = query(m_file->path(), "SELECT typeof(:a), typeof(:b), typeof(:c), typeof(:d), typeof(:e), :e AS e",
            {QStringLiteral("--format"), QStringLiteral("csv"), QStringLiteral("--param"),
                QStringLiteral("a=42"), QStringLiteral("--param"), QStringLiteral("b=1.5"),
                QStringLiteral("--param"), QStringLiteral("c=NULL"), QStringLiteral("--param"),
                QStringLiteral("d=x'00'"), QStringLiteral("--param"), QStringLiteral("e=it's; ü")});
    QCOMPARE(ended.exitCode, 0);
    QVERIFY2(ended.output.endsWith("integer,real,null,blob,text,it's; ü\r\n"), ended.output.constData());
}

void TestQueryCommand::parametersMayBelongToOneOfSeveralStatements()
{
    const Ended ended = query(
        m_file->path(), "SELECT :a AS a; SELECT :b AS b", words("--format csv --param a=1 --param b=2"));
    QCOMPARE(ended.errors, QByteArray());
    QCOMPARE(ended.output, QByteArray("a\r\n1\r\nb\r\n2\r\n"));
    const Ended places
        = query(m_file->path(), "SELECT ? AS a; SELECT ? AS b", words("--param 1=7 --param 2=8"));
    QCOMPARE(places.exitCode, 1);
    QVERIFY2(places.errors.contains("no such parameter: 2"), places.errors.constData());
}

void TestQueryCommand::runsSeveralStatementsInOrder()
{
    const Ended ended = query(
        m_file->path(), "SELECT 1 AS a; SELECT 2 AS b;", words("--format csv --repeat 2 --provenance"));
    QCOMPARE(ended.output, QByteArray("a\r\n1\r\nb\r\n2\r\na\r\n1\r\nb\r\n2\r\n"));
    QCOMPARE(ended.each("run"), words("1 1 2 2"));
}

void TestQueryCommand::writesAreSeenByTheNextStatement()
{
    const Ended ended = query(m_file->path(), "SELECT max(i) FROM n; UPDATE n SET i = i + 1",
        words("--repeat 20 --policy ttl --format csv"));
    QByteArrayList expected;
    for (int i = 0; i < 20; ++i)
        expected << "max(i)\r\n" + QByteArray::number(i) + "\r\n";
    QCOMPARE(ended.output, expected.join());
}

void TestQueryCommand::statementWithoutRowsPrintsNothing()
{
    const Ended ended = query(m_file->path(), "DELETE FROM item", words("--provenance --format json"));
    QCOMPARE(ended.output, QByteArray());
    QCOMPARE(ended.exitCode, 0);
    QCOMPARE(ended.each("rows"), words("0"));
    QCOMPARE(query(m_file->path(), "SELECT count(*) FROM item", words("--format csv")).output,
        QByteArray("count(*)\r\n0\r\n"));
}

void TestQueryCommand::errorsNameTheirPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("SELECT nosuch FROM item") << QByteArray("no such column: nosuch (line 1, column 8)");
    QTest::newRow("SELECT 1;\n SELECT 'ü', nosuch FROM item")
        << QByteArray("no such column: nosuch (line 2, column 14)");
    QTest::newRow("SELEC 1") << QByteArray("syntax error");
    QTest::newRow("SELECT * FROM gone") << QByteArray("no such table: gone");
    QTest::newRow("INSERT INTO item VALUES (1, 'x', 2)") << QByteArray("UNIQUE constraint failed: item.id");
    QTest::newRow("SELECT :id") << QByteArray("parameter without a value: id");
    QTest::newRow("-- nothing\n;") << QByteArray("no statement");
}

void TestQueryCommand::errorsNameTheirPlace()
{
    QFETCH(QByteArray, text);
    const Ended ended = runLarder({QStringLiteral("query"), m_file->path(), QStringLiteral("--"),
        QString::fromUtf8(QTest::currentDataTag())});
    QCOMPARE(ended.exitCode, 1);
    QVERIFY2(ended.errors.startsWith("larder: ") && ended.errors.contains(text), ended.errors.constData());
    QCOMPARE(ended.errors.count('\n'), 1);
}

void TestQueryCommand::rowsBeforeAnErrorArePrinted()
{
    const Ended ended = query(m_file->path(),
        "SELECT json(CASE id WHEN 3 THEN 'bad' ELSE id END) AS j FROM item; SELECT 'next'",
        words("--format json"));
    QCOMPARE(ended.exitCode, 1);
    QCOMPARE(QJsonDocument::fromJson(ended.output).array().size(), 2);
    QVERIFY(ended.errors.contains("malformed JSON"));
    QVERIFY(!ended.output.contains("next"));
}

void TestQueryCommand::wrongUseEndsWithTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no SQL") << words("query file.db");
    QTest::newRow("unknown option") << words("query file.db SELECT --nosuch");
    QTest::newRow("bad value") << words("query file.db SELECT --format xml");
    QTest::newRow("unknown option of the window") << words("--nosuch");
}

void TestQueryCommand::wrongUseEndsWithTwo()
{
    QFETCH(QStringList, arguments);
    const Ended ended = runLarder(arguments);
    QCOMPARE(ended.exitCode, 2);
    QCOMPARE(ended.output, QByteArray());
    QVERIFY(ended.errors.startsWith("larder: "));
}

void TestQueryCommand::refusesWhatIsNoDatabase_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::addColumn<QByteArray>("why");
    QTest::newRow("missing") << QByteArray() << QByteArray("does not exist");
    QTest::newRow("text") << QByteArray(5'000, 'x') << QByteArray("not a database");
    QTest::newRow("damaged header") << QByteArray("SQLite format 3\0", 16) + QByteArray(4'080, '\x7f')
                                    << QByteArray("not a database");
}

void TestQueryCommand::refusesWhatIsNoDatabase()
{
    QFETCH(QByteArray, contents);
    QFETCH(QByteArray, why);
    const QString path = m_file->folder() + QStringLiteral("/other.db");
    if (!contents.isEmpty()) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(contents);
    }
    const Ended ended = query(path, "SELECT 1");
    QCOMPARE(ended.exitCode, 1);
    QCOMPARE(ended.output, QByteArray());
    QVERIFY2(ended.errors.startsWith("larder: Cannot open ") && ended.errors.contains(why),
        ended.errors.constData());
    QCOMPARE(QFile::exists(path), !contents.isEmpty());
}

void TestQueryCommand::tellsThatTheFileIsLocked()
{
    OtherProgram other(*m_file);
    other.exec("BEGIN EXCLUSIVE");
    const Ended ended = query(m_file->path(), "SELECT 1");
    QCOMPARE(ended.exitCode, 1);
    QVERIFY2(ended.errors.contains("locked") && ended.errors.contains("Another program"),
        ended.errors.constData());
}

void TestQueryCommand::waitsForALockThatIsReleased()
{
    OtherProgram other(*m_file);
    other.exec("BEGIN EXCLUSIVE; DELETE FROM item WHERE id = 1;");
    QProcess process;
    process.setProcessEnvironment(plainEnvironment());
    process.start(QStringLiteral(LARDER_PROGRAM),
        {QStringLiteral("query"), m_file->path(), QStringLiteral("SELECT count(*) FROM item")});
    QVERIFY(!process.waitForFinished(500));
    other.exec("COMMIT");
    QVERIFY(process.waitForFinished(kPatienceMilliseconds));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().endsWith("\n2\n"));
}

void TestQueryCommand::takesUrls()
{
    QCOMPARE(query(QStringLiteral("sqlite://") + m_file->path(), "SELECT count(*) AS n FROM item").output,
        QByteArray("n\n-\n3\n"));
    const Ended other = query(QStringLiteral("postgresql://ann:s3cret@host/shop"), "SELECT 1");
    QCOMPARE(other.exitCode, 1);
    QVERIFY(other.errors.contains("postgresql") && !other.errors.contains("s3cret"));
}

void TestQueryCommand::cutsTheTextByTheRulesOfTheEngine()
{
    const QByteArray text = "/* /* */ SELECT 1 -- */\n";
    QCOMPARE(query(m_file->path(), text).exitCode, 0);
    const Ended nested = query(QStringLiteral("postgresql:///shop?host=/nowhere"), text);
    QCOMPARE(nested.exitCode, 1);
    QVERIFY2(nested.errors.contains("Nothing to run"), nested.errors.constData());
}

void TestQueryCommand::printsHelpAndVersion_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("--help") << QByteArray("larder query CONNECTION SQL");
    QTest::newRow("query --help") << QByteArray("larder query CONNECTION SQL");
    QTest::newRow("--version") << QByteArray("larder ");
}

void TestQueryCommand::printsHelpAndVersion()
{
    QFETCH(QByteArray, text);
    const Ended ended = runLarder(words(QTest::currentDataTag()));
    QCOMPARE(ended.exitCode, 0);
    QVERIFY(ended.output.contains(text));
    QCOMPARE(ended.errors, QByteArray());
}

void TestQueryCommand::keepsStandardErrorCleanInEveryLocale_data()
{
    QTest::addColumn<int>("dummy");
    for (const char* locale : {"C", "POSIX", "C.UTF-8", "xx_YY"})
        QTest::newRow(locale) << 0;
}

void TestQueryCommand::keepsStandardErrorCleanInEveryLocale()
{
    const Ended ended
        = runLarder({QStringLiteral("query"), m_file->path(), QStringLiteral("SELECT 'ü' AS \"ö\""),
                        QStringLiteral("--format"), QStringLiteral("csv"), QStringLiteral("--provenance")},
            plainEnvironment(QTest::currentDataTag()));
    QCOMPARE(ended.exitCode, 0);
    QCOMPARE(ended.output, QByteArray("ö\r\nü\r\n"));
    QCOMPARE(ended.errors.count('\n'), 1);
    QCOMPARE(ended.provenance().size(), 1);
}

void TestQueryCommand::tellsThatTheOutputCanNotBeWritten()
{
    QProcess process;
    process.setProcessEnvironment(plainEnvironment());
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    process.start(QStringLiteral(LARDER_PROGRAM),
        {QStringLiteral("query"), m_file->path(), QStringLiteral("SELECT 1")});
    QVERIFY(process.waitForFinished(kPatienceMilliseconds));
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("output"));
}

void TestQueryCommand::tellsThatATransactionIsLost()
{
    const Ended lost = query(m_file->path(), "BEGIN; DELETE FROM item");
    QCOMPARE(lost.exitCode, 1);
    QVERIFY2(lost.errors.contains("COMMIT"), lost.errors.constData());
    QCOMPARE(query(m_file->path(), "SELECT count(*) FROM item", words("--format csv")).output,
        QByteArray("count(*)\r\n3\r\n"));
    QCOMPARE(query(m_file->path(), "BEGIN; DELETE FROM item; COMMIT").exitCode, 0);
}

void TestQueryCommand::tellsThatThereIsNoDisplay()
{
    const Ended ended = runLarder({QStringLiteral("quer"), QStringLiteral("x")});
    QCOMPARE(ended.exitCode, 1);
    QVERIFY2(
        ended.errors.startsWith("larder: ") && ended.errors.contains("no display"), ended.errors.constData());
    QCOMPARE(ended.errors.count('\n'), 1);
}

void TestQueryCommand::changeByAnotherProgramIsSeenByTheVeryNextRun_data()
{
    QTest::addColumn<QByteArray>("journal");
    for (const char* journal : {"delete", "wal"})
        QTest::newRow(journal) << QByteArray(journal);
}

// Each run prints more than a pipe holds, so that the next one can't begin before this test has read on. What
// is committed while it waits must be in the next row, whether the cache or the database answers.
void TestQueryCommand::changeByAnotherProgramIsSeenByTheVeryNextRun()
{
    QFETCH(QByteArray, journal);
    constexpr int kRuns = 60;
    constexpr qsizetype kPadding = 300'000;
    m_file->exec("PRAGMA journal_mode=" + journal);
    const QString pipePath = m_file->folder() + QStringLiteral("/pipe");
    SlowPipe pipe(pipePath);
    QProcess process;
    process.setProcessEnvironment(plainEnvironment());
    process.setStandardOutputFile(pipePath);
    process.start(QStringLiteral(LARDER_PROGRAM),
        {QStringLiteral("query"), m_file->path(),
            QStringLiteral("SELECT i, hex(zeroblob(%1)) AS pad FROM n").arg(kPadding / 2),
            QStringLiteral("--repeat"), QString::number(kRuns), QStringLiteral("--format"),
            QStringLiteral("csv"), QStringLiteral("--provenance")});
    OtherProgram other(*m_file);
    int value = 0;
    QStringList sources;
    for (int run = 1; run <= kRuns; ++run) {
        QCOMPARE(pipe.readLine(), QByteArray("i,pad\r\n"));
        const QByteArray start = pipe.read(kPadding / 2);
        QCOMPARE(start.left(start.indexOf(',')), QByteArray::number(value));
        sources << (run == 1 || run % 3 == 1 ? QStringLiteral("database") : QStringLiteral("cache"));
        if (run % 3 == 0)
            other.exec("UPDATE n SET i = " + QByteArray::number(++value));
        (void)pipe.readLine();
    }
    QVERIFY(process.waitForFinished(kPatienceMilliseconds));
    const Ended ended{{process.exitCode(), {}, process.readAllStandardError()}};
    QCOMPARE(ended.exitCode, 0);
    QCOMPARE(ended.each("source"), sources);
    for (const QJsonObject& run : ended.provenance()) {
        if (run[QStringLiteral("source")].toString() == QStringLiteral("cache"))
            QCOMPARE(run[QStringLiteral("freshness")].toString(), QStringLiteral("proven fresh"));
    }
}

void TestQueryCommand::countsNeverGoBackWhileAnotherProgramWrites_data()
{
    changeByAnotherProgramIsSeenByTheVeryNextRun_data();
}

void TestQueryCommand::countsNeverGoBackWhileAnotherProgramWrites()
{
    QFETCH(QByteArray, journal);
    constexpr int kRuns = 200;
    m_file->exec("PRAGMA journal_mode=" + journal + "; CREATE TABLE grows(x);");
    OtherProgram other(*m_file);
    QProcess process;
    process.setProcessEnvironment(plainEnvironment());
    process.start(QStringLiteral(LARDER_PROGRAM),
        {QStringLiteral("query"), m_file->path(), QStringLiteral("SELECT count(*) AS n FROM grows"),
            QStringLiteral("--repeat"), QString::number(kRuns), QStringLiteral("--format"),
            QStringLiteral("csv")});
    int committed = 0;
    QByteArray output;
    while (output.count('\n') < kRuns && process.state() != QProcess::NotRunning) {
        other.exec("INSERT INTO grows VALUES (1)");
        ++committed;
        process.waitForReadyRead(1);
        output += process.readAllStandardOutput();
    }
    QVERIFY(process.waitForFinished(kPatienceMilliseconds));
    output += process.readAllStandardOutput();
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardError(), QByteArray());
    QList<int> counts;
    for (const QByteArray& line : output.split('\n')) {
        if (!line.isEmpty() && !line.startsWith('n'))
            counts << line.trimmed().toInt();
    }
    QCOMPARE(counts.size(), kRuns);
    QVERIFY(std::is_sorted(counts.begin(), counts.end()));
    QVERIFY(counts.constLast() <= committed);
    QCOMPARE(query(m_file->path(), "SELECT count(*) AS n FROM grows", words("--format csv")).output,
        "n\r\n" + QByteArray::number(committed) + "\r\n");
}

QTEST_GUILESS_MAIN(TestQueryCommand)
#include "tst_querycommand.moc"
