#include "models/inspector/whytext.h"

#include "tests/support/sqlitefixture.h"
#include "tests/support/testsession.h"

#include <QTest>

using namespace larder;

namespace {

const QByteArray kScript = "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT);"
                           "INSERT INTO item VALUES (1,'tea'),(2,'salt'),(3,'oil'),(4,'rice');";

/// A real SQLite file behind the real cache, and what was told of its runs.
struct Bench
{
    Bench()
    {
        QObject::connect(&session.engine().service(), &QueryService::runEnded, &context,
            [this](const RunRecord& record) { last = record; });
    }

    const RunRecord& run(const QByteArray& sql, Technique technique = Technique::All)
    {
        QueryRequest request = session.request(sql);
        request.technique = technique;
        (void)session.run(request);
        return last;
    }
    [[nodiscard]] QString story(const WhyContext& known = {}) const
    {
        QStringList lines;
        for (const Fact& fact : whyFacts(last, known))
            lines << fact.name + QStringLiteral(": ") + fact.value;
        return lines.join(u'\n');
    }
    [[nodiscard]] QByteArray told() const
    {
        const std::optional<SqlToken> token = tellingToken(last);
        return token ? last.request.sql.mid(token->offset, token->length) : QByteArray();
    }

    SqliteFixture fixture{kScript};
    TestSession session{fixture.path()};
    QObject context;
    RunRecord last;
};

} // namespace

#define VERIFY_HOLDS(text, part) QVERIFY2((text).contains(QStringLiteral(part)), qPrintable(text))

class TestWhyText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOfAFirstRunAndItsKey()
    {
        Bench bench;
        bench.run("SELECT * FROM item  WHERE id = 1");
        QCOMPARE(whyHeadline(bench.last), QStringLiteral("The database answered, because: first time seen"));
        const QString story = bench.story({.isEntryThere = true});
        VERIFY_HOLDS(story, "Answer: database · live");
        VERIFY_HOLDS(story, "Why: first time seen");
        VERIFY_HOLDS(story, "Kept: yes, as entry 1");
        VERIFY_HOLDS(story, "SQL, normalised: SELECT * FROM item WHERE id = 1");
        VERIFY_HOLDS(story, "Digest: ");
        QCOMPARE(bench.told(), QByteArray());
    }

    void tellsOfAHit()
    {
        Bench bench;
        bench.run("SELECT * FROM item");
        bench.run("SELECT * FROM item");
        QVERIFY(whyHeadline(bench.last).startsWith(QStringLiteral("The cache answered: cached")));
        VERIFY_HOLDS(bench.story(), "Answer: cache · proven fresh");
        VERIFY_HOLDS(
            bench.story(), "Why: an entry with the same key was there, and the database confirmed it");
        VERIFY_HOLDS(bench.story(), "Answered by: entry 1");
    }

    void tellsWhyTheCacheAnswered()
    {
        RunRecord run;
        const auto reason = [&run] {
            for (const Fact& fact : whyFacts(run, {})) {
                if (fact.name == QStringLiteral("Why"))
                    return fact.value;
            }
            return QString();
        };
        run.provenance.source = Source::Cache;
        run.provenance.freshness = Freshness::Stale;
        QVERIFY2(reason().contains(QStringLiteral("outdated")), qPrintable(reason()));
        run.provenance.freshness = Freshness::NotVerified;
        QVERIFY2(reason().contains(QStringLiteral("was not asked")), qPrintable(reason()));
        run.provenance.source = Source::RowCache;
        QVERIFY2(reason().startsWith(QStringLiteral("its rows")), qPrintable(reason()));
    }

    void marksAsGoodOnlyWhatIsFollowed()
    {
        RunRecord run;
        const auto mark = [&run] { return whyFacts(run, {}).front().mark; };
        QCOMPARE(mark(), FactMark::None);
        run.rows = 3;
        QCOMPARE(mark(), FactMark::Good);
        run.isFollowed = false;
        QCOMPARE(mark(), FactMark::Doubtful);
    }

    void namesTheRuleAndUnderlinesTheToken_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("rule");
        QTest::newRow("volatile") << QByteArray("SELECT id, random() FROM item") << QByteArray("random")
                                  << QStringLiteral("Rule 4");
        QTest::newRow("write") << QByteArray("UPDATE item SET name = 'x' WHERE id = 1")
                               << QByteArray("UPDATE") << QStringLiteral("Rule 1");
        QTest::newRow("catalogue") << QByteArray("SELECT * FROM sqlite_master") << QByteArray("sqlite_master")
                                   << QStringLiteral("Rule 5");
        QTest::newRow("hint") << QByteArray("/* cache: off */ SELECT * FROM item")
                              << QByteArray("/* cache: off */") << QStringLiteral("Rule 8");
        QTest::newRow("error") << QByteArray("SELECT * FROM nowhere") << QByteArray()
                               << QStringLiteral("Rule 6");
    }

    void namesTheRuleAndUnderlinesTheToken()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QByteArray, token);
        QFETCH(QString, rule);
        Bench bench;
        bench.run(sql);
        QCOMPARE(bench.told(), token);
        QVERIFY2(rulingText(bench.last).startsWith(rule), qPrintable(rulingText(bench.last)));
    }

    void tellsThatATransactionIsOpen()
    {
        Bench bench;
        bench.run("BEGIN");
        bench.run("SELECT * FROM item");
        QVERIFY(rulingText(bench.last).startsWith(QStringLiteral("Rule 3")));
        VERIFY_HOLDS(bench.story(), "Answer: database · snapshot");
        VERIFY_HOLDS(bench.story(), "Digest: none");
    }

    void namesTheStatementThatTookTheAnswer()
    {
        Bench bench;
        bench.run("SELECT * FROM item");
        bench.run("UPDATE item SET name = 'x' WHERE id = 1");
        bench.run("SELECT * FROM item");
        const CacheInspection look(bench.session.engine().cache());
        const CacheEvent* const found = look.removal(bench.last.provenance.key, bench.last.lastEvent + 1);
        QVERIFY(found);
        const CacheEvent removal = *found;
        const QString story = bench.story({.removal = removal, .cause = *look.events().event(removal.cause)});
        VERIFY_HOLDS(story, "Why: changed by Larder: UPDATE item");
        VERIFY_HOLDS(story, "Older answer went: at ");
        VERIFY_HOLDS(story, "UPDATE item SET name = 'x' WHERE id = 1");
        // The statement stands there once.
        QVERIFY2(!story.contains(QStringLiteral("by UPDATE")), qPrintable(story));
    }

    void tellsTheTimeToLive()
    {
        Bench bench;
        bench.run("SELECT * FROM item");
        QVERIFY(!bench.story().contains(QStringLiteral("Time to live")));
        bench.run("SELECT * FROM item /* cache: all ttl=60 */");
        VERIFY_HOLDS(bench.story(), "Time to live: 1 min 00 s, as the hint in the statement wants it");
    }

    void namesTheNearestEntryAndWhatDiffers()
    {
        Bench bench;
        QueryRequest request = bench.session.request("SELECT * FROM item WHERE id = :id");
        request.parameters = {{"id", qint64(1)}};
        (void)bench.session.run(request);
        request.parameters = {{"id", Text{"1"}}};
        (void)bench.session.run(request);
        const CacheInspection look(bench.session.engine().cache());
        const QString story = bench.story({.nearest = look.nearest(bench.last.components, bench.last.entry)});
        VERIFY_HOLDS(
            story, "Why: asked before, but this differs: parameter id was integer 1, is now text '1'");
        VERIFY_HOLDS(story, "Nearest entry: entry 1 · what differs: parameter id was integer 1");
        VERIFY_HOLDS(story, "Parameter id: text '1'");
    }

    void saysWhichRowsAreMissingAndWhatIsDone()
    {
        Bench bench;
        bench.run("SELECT * FROM item", Technique::Individual);
        const ConnectionIdentity database = bench.last.components.connection;
        bench.session.engine().control().expireRow(database, "main.item", {qint64(2)});
        bench.run("SELECT * FROM item", Technique::Individual);
        QCOMPARE(whyHeadline(bench.last),
            QStringLiteral("The cache answered with 3 rows, the database with 1: rows are missing: 1 of 4 in "
                           "main.item; only they are asked for"));
    }

    void underlinesWhatKeepsRowsFromBeingFoundOneByOne()
    {
        Bench bench;
        bench.run("SELECT DISTINCT name FROM item", Technique::Individual);
        QCOMPARE(bench.told(), QByteArray("DISTINCT"));
        VERIFY_HOLDS(bench.story(), "Not row by row: rows can't be told apart by a key: DISTINCT");
    }
};

QTEST_GUILESS_MAIN(TestWhyText)
#include "tst_whytext.moc"
