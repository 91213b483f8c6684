#include "ui/statusstrip.h"

#include "ui/elidedlabel.h"

#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace larder;

namespace {

QLabel& label(const StatusStrip& strip, const char* name)
{
    return *strip.findChild<QLabel*>(QString::fromLatin1(name));
}

/// Empty while the label is hidden.
QString shown(const StatusStrip& strip, const char* name)
{
    return label(strip, name).isHidden() ? QString() : label(strip, name).text();
}

RunStatus statusWith(const Provenance& provenance)
{
    RunStatus status;
    status.provenance = provenance;
    return status;
}

const ConnectionInfo kConnection{
    ConnectionId(1), QStringLiteral("shop.db"), QStringLiteral("SQLite"), QStringLiteral("/data/shop.db")};

} // namespace

class TestStatusStrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void startsWithoutADatabase();
    void showsWhatThereIsAndHidesTheRest();
    void aMessageTakesThePlaceOfTheRun();
    void showsCancelOnlyWhileARunIsBusy();
    void tellsHowLongARunTakesOnceItDoes();
    void provenanceComesAndGoes();
    void eachFreshnessHasAnIcon_data();
    void eachFreshnessHasAnIcon();
    void agesGoOnWithEachTick();
    void timingsGiveWayBeforeProvenance();
    void namesConnectionAndEngine();
    void tellsReadOnlyAndTransactions();
    void tellsWhatIsNotFollowed();
    void longTextsDoNotWidenTheWindow();
    void longTextsEndInAnEllipsis();
    void showsTextsAsTheyStand();
};

void TestStatusStrip::startsWithoutADatabase()
{
    const StatusStrip strip;
    QCOMPARE(shown(strip, "statusConnection"), QStringLiteral("no database"));
    for (const char* name : {"statusMessage", "statusRows", "statusTimings", "statusSelection",
             "statusTransaction", "statusReadOnly"})
        QVERIFY2(label(strip, name).isHidden(), name);
    QCOMPARE(shown(strip, "statusProvenance"), QString());
}

void TestStatusStrip::showsWhatThereIsAndHidesTheRest()
{
    StatusStrip strip;
    RunStatus status;
    status.message = QStringLiteral("Done");
    status.rows = QStringLiteral("rows 1–3 of 3");
    status.timings = QStringLiteral("execute 1 ms");
    status.selection = QStringLiteral("sum 6");
    strip.showRun(status);
    QCOMPARE(shown(strip, "statusMessage"), status.message);
    QCOMPARE(shown(strip, "statusRows"), status.rows);
    QCOMPARE(shown(strip, "statusTimings"), status.timings);
    QCOMPARE(shown(strip, "statusSelection"), status.selection);
    strip.showRun({});
    for (const char* name : {"statusMessage", "statusRows", "statusTimings", "statusSelection"})
        QVERIFY2(label(strip, name).isHidden(), name);
}

void TestStatusStrip::aMessageTakesThePlaceOfTheRun()
{
    StatusStrip strip;
    strip.show();
    strip.showMessage(QStringLiteral("Exported 5 rows"));
    RunStatus status;
    status.message = QStringLiteral("Done");
    status.rows = QStringLiteral("rows 1–3 of 3");
    status.provenance = Provenance();
    strip.showRun(status);
    for (const char* name : {"statusMessage", "statusRows", "statusProvenanceIcon", "statusProvenance"})
        QVERIFY2(!label(strip, name).isVisible(), name);
    strip.clearMessage();
    for (const char* name : {"statusMessage", "statusRows", "statusProvenanceIcon", "statusProvenance"})
        QVERIFY2(label(strip, name).isVisible(), name);
    QCOMPARE(shown(strip, "statusRows"), status.rows);
}

void TestStatusStrip::showsCancelOnlyWhileARunIsBusy()
{
    StatusStrip strip;
    auto* const cancel = strip.findChild<QToolButton*>(QStringLiteral("cancelButton"));
    QVERIFY(cancel->isHidden());
    QVERIFY(strip.findChild<QProgressBar*>()->isHidden());
    RunStatus status;
    status.busy = true;
    strip.showRun(status);
    QVERIFY(!cancel->isHidden());
    QVERIFY(!strip.findChild<QProgressBar*>()->isHidden());
    QVERIFY(cancel->toolTip().contains(QStringLiteral("Esc")));
    QSignalSpy spy(&strip, &StatusStrip::cancelRequested);
    cancel->click();
    QCOMPARE(spy.count(), 1);
}

void TestStatusStrip::tellsHowLongARunTakesOnceItDoes()
{
    StatusStrip strip;
    RunStatus status;
    status.message = QStringLiteral("Running…");
    status.busy = true;
    const auto shownAfter = [&](std::chrono::seconds passed) {
        status.busySince = std::chrono::steady_clock::now() - passed;
        strip.showRun(status);
        return shown(strip, "statusMessage");
    };
    QCOMPARE(shownAfter(std::chrono::hours(-1)), QStringLiteral("Running…"));
    QCOMPARE(shownAfter(std::chrono::seconds(12)), QStringLiteral("Running… 12 s"));
    QCOMPARE(shownAfter(std::chrono::seconds(125)), QStringLiteral("Running… 2 min 05 s"));
    strip.tick();
    QVERIFY(shown(strip, "statusMessage").startsWith(QStringLiteral("Running… 2 min")));
    status.busy = false;
    QCOMPARE(shownAfter(std::chrono::seconds(12)), QStringLiteral("Running…"));
}

void TestStatusStrip::provenanceComesAndGoes()
{
    StatusStrip strip;
    strip.showRun(statusWith({.reason = {ReasonCode::FirstSeen}}));
    QCOMPARE(shown(strip, "statusProvenance"), QStringLiteral("live · first time seen"));
    QVERIFY(label(strip, "statusProvenance").toolTip().contains(QStringLiteral("first time seen")));
    strip.showRun({});
    QCOMPARE(shown(strip, "statusProvenance"), QString());
    QVERIFY(label(strip, "statusProvenance").toolTip().isEmpty());
    QVERIFY(label(strip, "statusProvenanceIcon").isHidden());
}

void TestStatusStrip::eachFreshnessHasAnIcon_data()
{
    QTest::addColumn<int>("freshness");
    QTest::addColumn<int>("alike");
    QTest::newRow("live") << int(Freshness::Live) << int(Freshness::ProvenFresh);
    QTest::newRow("proven") << int(Freshness::ProvenFresh) << int(Freshness::Live);
    QTest::newRow("not verified") << int(Freshness::NotVerified) << int(Freshness::Snapshot);
    QTest::newRow("snapshot") << int(Freshness::Snapshot) << int(Freshness::NotVerified);
    QTest::newRow("stale") << int(Freshness::Stale) << int(Freshness::Stale);
}

void TestStatusStrip::eachFreshnessHasAnIcon()
{
    QFETCH(int, freshness);
    QFETCH(int, alike);
    StatusStrip strip;
    const auto imageOf = [&](int each) {
        strip.showRun(statusWith({.freshness = Freshness(each)}));
        return label(strip, "statusProvenanceIcon").pixmap().toImage();
    };
    const QImage image = imageOf(freshness);
    QVERIFY(!image.isNull());
    QVERIFY(!label(strip, "statusProvenanceIcon").isHidden());
    for (const Freshness other : {Freshness::Live, Freshness::ProvenFresh, Freshness::NotVerified,
             Freshness::Stale, Freshness::Snapshot})
        QCOMPARE(imageOf(int(other)) == image, int(other) == freshness || int(other) == alike);
}

void TestStatusStrip::agesGoOnWithEachTick()
{
    StatusStrip strip;
    const auto fetched = QDateTime::currentDateTimeUtc();
    strip.showRun(
        statusWith({.source = Source::Cache, .freshness = Freshness::ProvenFresh, .fetchedAt = fetched}));
    QCOMPARE(shown(strip, "statusProvenance"), QStringLiteral("cached just now · proven fresh"));
    const auto ticked = [&] {
        strip.tick();
        return shown(strip, "statusProvenance");
    };
    QTRY_VERIFY(ticked().endsWith(QStringLiteral(" s ago · proven fresh")));
}

void TestStatusStrip::timingsGiveWayBeforeProvenance()
{
    StatusStrip strip;
    RunStatus status = statusWith(Provenance());
    status.provenance->reason = {ReasonCode::ValidatorChanged};
    status.message = QStringLiteral("Done");
    status.rows = QStringLiteral("rows 1–11 of 1,344");
    status.timings = QStringLiteral("lookup 95 µs + check 1.5 ms + execute 71 µs + fetch 212 µs");
    status.selection = QStringLiteral("20 cells · sum 6000001388239 · avg ≈ 300000069411.95 · min 1 · max 2");
    strip.showRun(status);
    strip.showConnection(kConnection, {});
    strip.resize(1'280, 26);
    strip.show();
    const auto isCut = [&](const char* name) {
        const auto* const text = strip.findChild<ElidedLabel*>(QString::fromLatin1(name));
        return text->isCut();
    };
    QVERIFY(isCut("statusTimings"));
    QVERIFY(!isCut("statusRows"));
    QVERIFY(label(strip, "statusProvenance").width() >= strip.fontMetrics().averageCharWidth() * 40);
}

void TestStatusStrip::namesConnectionAndEngine()
{
    StatusStrip strip;
    strip.showConnection(kConnection, {});
    QCOMPARE(shown(strip, "statusConnection"), QStringLiteral("shop.db · SQLite"));
    QVERIFY(label(strip, "statusConnection").toolTip().contains(kConnection.target));
    QCOMPARE(shown(strip, "statusTransaction"), QStringLiteral("auto-commit"));
    strip.showConnection(std::nullopt, {.inTransaction = true, .readOnly = true});
    QCOMPARE(shown(strip, "statusConnection"), QStringLiteral("no database"));
    QCOMPARE(shown(strip, "statusTransaction"), QString());
    QCOMPARE(shown(strip, "statusReadOnly"), QString());
}

void TestStatusStrip::tellsReadOnlyAndTransactions()
{
    StatusStrip strip;
    const QDateTime started = QDateTime::currentDateTimeUtc().addSecs(-3 * 60 - 5);
    strip.showConnection(kConnection,
        {.inTransaction = true,
            .transactionStarted = started,
            .peculiarity = QStringLiteral("temporary objects exist"),
            .readOnly = true});
    QCOMPARE(shown(strip, "statusTransaction"), QStringLiteral("transaction open for 3 min"));
    QVERIFY(label(strip, "statusTransaction").toolTip().contains(QStringLiteral("open since")));
    QVERIFY(label(strip, "statusTransaction").toolTip().contains(QStringLiteral("temporary objects exist")));
    QCOMPARE(shown(strip, "statusReadOnly"), QStringLiteral("READ-ONLY"));
    strip.showConnection(
        kConnection, {.inTransaction = true, .transactionStarted = started, .transactionFailed = true});
    QCOMPARE(shown(strip, "statusTransaction"), QStringLiteral("transaction has failed: roll it back"));
    strip.showConnection(kConnection, {}, true);
    QCOMPARE(shown(strip, "statusTransaction"), QStringLiteral("commit by hand"));
    strip.showConnection(kConnection, {.peculiarity = QStringLiteral("SET was used")});
    QCOMPARE(shown(strip, "statusTransaction"), QStringLiteral("auto-commit, cache off"));
    QVERIFY(label(strip, "statusTransaction")
                .toolTip()
                .contains(QStringLiteral("SET was used. Close it and open")));
    strip.showConnection(kConnection, {.inTransaction = true, .transactionStarted = started, .lost = true});
    QCOMPARE(shown(strip, "statusTransaction"), QStringLiteral("transaction lost"));
    QVERIFY(label(strip, "statusTransaction").toolTip().contains(QStringLiteral("not committed")));
    strip.showConnection(kConnection, {.peculiarity = QStringLiteral("SET was used"), .lost = true});
    QCOMPARE(shown(strip, "statusTransaction"), QStringLiteral("session lost"));
    strip.showConnection(kConnection, {});
    QVERIFY(label(strip, "statusTransaction").toolTip().isEmpty());
    QCOMPARE(shown(strip, "statusReadOnly"), QString());
}

void TestStatusStrip::tellsWhatIsNotFollowed()
{
    StatusStrip strip;
    RunStatus status;
    status.provenance = Provenance();
    status.basis = AnswerBasis{.mark = DatabaseMark(1)};
    strip.showRun(status);
    QVERIFY(!shown(strip, "statusProvenance").contains(QStringLiteral("not followed")));
    status.basis = AnswerBasis();
    strip.showRun(status);
    QVERIFY(shown(strip, "statusProvenance").startsWith(QStringLiteral("not followed · ")));
    QVERIFY(label(strip, "statusProvenance").toolTip().contains(QStringLiteral("run it again")));
    strip.showConnection(kConnection, {.peculiarity = QStringLiteral("SET was used")});
    strip.showRun(status);
    QVERIFY(
        label(strip, "statusProvenance").toolTip().contains(QStringLiteral("Close it and open it again")));
}

void TestStatusStrip::longTextsDoNotWidenTheWindow()
{
    StatusStrip strip;
    const int before = strip.minimumSizeHint().width();
    strip.showRun(statusWith({.reason = {ReasonCode::TableChanged, QString(5'000, u'x')}}));
    QVERIFY(strip.minimumSizeHint().width() < before + 400);
    QVERIFY(label(strip, "statusProvenance").toolTip().contains(QString(100, u'x')));
}

// A reason carries SQL, a label the name of a file; both may look like HTML.
void TestStatusStrip::longTextsEndInAnEllipsis()
{
    StatusStrip strip;
    strip.showConnection(kConnection, {});
    RunStatus status = statusWith({});
    status.message = QStringLiteral("Done");
    status.rows = QStringLiteral("rows 1–12 of 250,000, filtered from 1,000,000");
    status.timings = QStringLiteral("lookup 129 µs + check 740 µs + execute 179 µs + fetch 240 ms");
    status.selection = QString(120, u'9');
    strip.showRun(status);
    strip.resize(1'280, strip.sizeHint().height());
    strip.show();
    int right = 0;
    for (const char* name : {"statusMessage", "statusRows", "statusTimings", "statusProvenance",
             "statusSelection", "statusConnection"}) {
        const auto& one = static_cast<const ElidedLabel&>(label(strip, name));
        QVERIFY2(one.x() >= right && one.geometry().right() < strip.width(), name);
        QVERIFY2(one.width() >= strip.fontMetrics().horizontalAdvance(QStringLiteral("…")), name);
        right = one.geometry().right();
    }
    QVERIFY(static_cast<const ElidedLabel&>(label(strip, "statusSelection")).isCut());
    QVERIFY(!static_cast<const ElidedLabel&>(label(strip, "statusMessage")).isCut());
}

void TestStatusStrip::showsTextsAsTheyStand()
{
    const StatusStrip strip;
    for (const char* name : {"statusMessage", "statusRows", "statusTimings", "statusProvenance",
             "statusSelection", "statusConnection"})
        QVERIFY2(label(strip, name).textFormat() == Qt::PlainText, name);
}

QTEST_MAIN(TestStatusStrip)
#include "tst_statusstrip.moc"
