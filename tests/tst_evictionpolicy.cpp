#include "cache/eviction/evictionpolicy.h"

#include "tests/bench/replay.h"
#include "tests/bench/tracemaker.h"

#include <QDir>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace larder;
using namespace larder::bench;

namespace {

EvictionPolicy::Newcomer newcomer(quint64 owner, qint64 bytes, double cost = 1)
{
    return {{owner * 0x9e3779b97f4a7c15ULL, owner}, owner, bytes, cost, 0};
}

using Owners = std::vector<quint64>;

/// GreedyDual-Size-Frequency as it is written down: no heap, and a look at every resident for each victim.
class PlainGdsf final : public EvictionPolicy
{
public:
    explicit PlainGdsf(qint64 budgetBytes) : m_budgetBytes(budgetBytes) { }

    Admission admit(const Newcomer& newcomer) override
    {
        if (newcomer.bytes > m_budgetBytes)
            return {};
        Admission admission;
        while (m_usedBytes + newcomer.bytes > m_budgetBytes) {
            const auto least = std::min_element(m_residents.begin(), m_residents.end(), isBefore);
            m_level = least->second.priority;
            admission.evicted.push_back(least->second.newcomer.owner);
            remove(least->first);
        }
        Resident& resident = m_residents[++m_lastSlot] = {newcomer};
        m_usedBytes += newcomer.bytes;
        recordHit(m_lastSlot);
        resident.hits = 1;
        admission.slot = m_lastSlot;
        return admission;
    }
    void recordHit(Slot slot) override
    {
        Resident& resident = m_residents.at(slot);
        ++resident.hits;
        resident.priority
            = m_level + resident.hits * resident.newcomer.cost / double(resident.newcomer.bytes);
    }
    void remove(Slot slot) override
    {
        m_usedBytes -= m_residents.at(slot).newcomer.bytes;
        m_residents.erase(slot);
    }
    void setPinned(Slot, bool) override { }
    std::vector<quint64> setBudget(qint64) override { return {}; }
    std::vector<quint64> owners() const override { return {}; }
    [[nodiscard]] qint64 residentBytes() const override { return 0; }
    qint64 usedBytes() const override { return m_usedBytes; }
    qint64 budgetBytes() const override { return m_budgetBytes; }

private:
    struct Resident
    {
        Newcomer newcomer;
        double hits = 0;
        double priority = 0;
    };
    using Residents = std::map<Slot, Resident>;

    static bool isBefore(const Residents::value_type& one, const Residents::value_type& other)
    {
        return std::pair(one.second.priority, one.second.newcomer.owner)
            < std::pair(other.second.priority, other.second.newcomer.owner);
    }

    Residents m_residents;
    Slot m_lastSlot = 0;
    double m_level = 0;
    qint64 m_usedBytes = 0;
    qint64 m_budgetBytes;
};

/// What is recorded of a policy's run over a trace: "interactive-dev LRU 0.001 cap=… hit=… byte=… csr=…".
struct Golden
{
    QString trace;
    QByteArray policy;
    double fraction = 0;
    ReplayFigures figures;
};

std::vector<Golden> readGolden(const QDir& folder)
{
    std::vector<Golden> all;
    QFile file(folder.filePath(QStringLiteral("golden.txt")));
    if (!file.open(QIODevice::ReadOnly))
        return all;
    static const QRegularExpression form(
        QStringLiteral("^(\\S+) (\\S+) (\\S+) cap=\\d+ hit=(\\S+) byte=(\\S+) csr=(\\S+)"));
    for (const QByteArray& line : file.readAll().split('\n')) {
        const auto match = form.match(QString::fromUtf8(line));
        if (match.hasMatch()) {
            all.push_back({match.captured(1), match.captured(2).toUtf8(), match.captured(3).toDouble(),
                {match.captured(6).toDouble(), match.captured(4).toDouble(), match.captured(5).toDouble()}});
        }
    }
    return all;
}

} // namespace

class TestEvictionPolicy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsItsNames();
    void theLeastRecentlyUsedGoesFirst();
    void theCheapestPerByteGoesFirst();
    void whatIsWorthMoreKeepsANewcomerOut();
    void whatWentIsRememberedForAWhile();
    void keepsItsPromises_data();
    void keepsItsPromises();
    void worksAsWrittenDown();
    void earnsWhatIsOnRecord();
    void readsOnlyTraces();
};

void TestEvictionPolicy::knowsItsNames()
{
    for (const char* const name : {"LRU", "GDSF", "GDSF-MA3"})
        QVERIFY(makeEvictionPolicy(name, 1));
    QVERIFY(!makeEvictionPolicy("lru", 1));
}

void TestEvictionPolicy::theLeastRecentlyUsedGoesFirst()
{
    const auto policy = makeEvictionPolicy("LRU", 30);
    std::vector<EvictionPolicy::Slot> places;
    for (quint64 owner = 1; owner <= 3; ++owner)
        places.push_back(*policy->admit(newcomer(owner, 10)).slot);
    policy->recordHit(places[0]);
    QCOMPARE(policy->owners(), (Owners{2, 3, 1}));
    policy->setPinned(places[1], true);
    const auto admission = policy->admit(newcomer(4, 20));
    QVERIFY(admission.slot);
    QCOMPARE(admission.evicted, (Owners{3, 1}));
    QVERIFY(!policy->admit(newcomer(5, 21)).slot);
    QCOMPARE(policy->setBudget(15), (Owners{4}));
    QCOMPARE(policy->owners(), (Owners{2}));
}

void TestEvictionPolicy::theCheapestPerByteGoesFirst()
{
    for (const char* const name : {"GDSF", "GDSF-MA3"}) {
        const auto policy = makeEvictionPolicy(name, 300);
        QVERIFY(policy->admit(newcomer(1, 100, 50)).slot);
        QVERIFY(policy->admit(newcomer(2, 100, 5)).slot);
        const auto often = policy->admit(newcomer(3, 100, 10)).slot;
        policy->recordHit(*often);
        QCOMPARE(policy->owners(), (Owners{2, 3, 1}));
        QCOMPARE(policy->admit(newcomer(4, 100, 30)).evicted, (Owners{2}));
    }
}

void TestEvictionPolicy::whatIsWorthMoreKeepsANewcomerOut()
{
    const auto policy = makeEvictionPolicy("GDSF-MA3", 100);
    QVERIFY(policy->admit(newcomer(1, 100, 1'000)).slot);
    const auto refused = policy->admit(newcomer(2, 100, 10));
    QVERIFY(!refused.slot);
    QVERIFY(refused.evicted.empty());
    QVERIFY(policy->admit(newcomer(3, 100, 700)).slot);
    QVERIFY(makeEvictionPolicy("GDSF", 100)->admit(newcomer(2, 100, 10)).slot);
}

void TestEvictionPolicy::whatWentIsRememberedForAWhile()
{
    const auto order = [](quint64 askedBefore) {
        const auto policy = makeEvictionPolicy("GDSF-MA3", 1'000);
        const auto before = policy->admit(newcomer(askedBefore, 100, 10));
        policy->remove(*before.slot);
        (void)policy->admit(newcomer(2, 100, 15));
        (void)policy->admit(newcomer(1, 100, 14));
        return policy->owners();
    };
    QCOMPARE(order(1), (Owners{2, 1}));
    QCOMPARE(order(9), (Owners{1, 2}));
}

void TestEvictionPolicy::keepsItsPromises_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("LRU") << QByteArray("LRU");
    QTest::newRow("GDSF") << QByteArray("GDSF");
    QTest::newRow("GDSF-MA3") << QByteArray("GDSF-MA3");
}

// Against a plain account of who should be there: never above the budget, no pinned one goes, nobody else
// does without being named.
void TestEvictionPolicy::keepsItsPromises()
{
    QFETCH(QByteArray, name);
    struct Resident
    {
        EvictionPolicy::Slot slot = 0;
        qint64 bytes = 0;
        bool pinned = false;
    };
    QRandomGenerator random(7);
    const auto policy = makeEvictionPolicy(name, 10'000);
    std::map<quint64, Resident> residents;
    quint64 owner = 0;
    const auto gone = [&](const Owners& owners) {
        for (const quint64 each : owners) {
            QVERIFY(residents.contains(each) && !residents.at(each).pinned);
            residents.erase(each);
        }
    };
    for (int step = 0; step < 50'000; ++step) {
        auto chosen = residents.begin();
        if (!residents.empty())
            std::advance(chosen, random.bounded(int(residents.size())));
        const int dice = random.bounded(100);
        if (dice < 50 || residents.empty()) {
            const qint64 bytes = 1 + random.bounded(dice == 0 ? 12'000 : 500);
            const auto admission = policy->admit(newcomer(++owner % 700, bytes, 1 + random.bounded(1'000)));
            gone(admission.evicted);
            if (residents.contains(owner % 700)) {
                // The same answer twice: a store takes the old one out first, and so does this.
                if (admission.slot)
                    policy->remove(*admission.slot);
            } else if (admission.slot) {
                residents[owner % 700] = {*admission.slot, bytes};
            }
        } else if (dice < 85) {
            policy->recordHit(chosen->second.slot);
        } else if (dice < 92) {
            policy->remove(chosen->second.slot);
            residents.erase(chosen);
        } else if (dice < 99) {
            chosen->second.pinned = !chosen->second.pinned && random.bounded(3) == 0;
            policy->setPinned(chosen->second.slot, chosen->second.pinned);
        } else {
            gone(policy->setBudget(5'000 + random.bounded(8'000)));
        }
        qint64 bytes = 0;
        qint64 pinnedBytes = 0;
        for (const auto& [each, resident] : residents) {
            bytes += resident.bytes;
            pinnedBytes += resident.pinned ? resident.bytes : 0;
        }
        QCOMPARE(policy->usedBytes(), bytes);
        QVERIFY(bytes <= std::max(policy->budgetBytes(), pinnedBytes));
        if (step % 100 == 0) {
            Owners owners = policy->owners();
            std::sort(owners.begin(), owners.end());
            Owners expected;
            for (const auto& [each, resident] : residents)
                expected.push_back(each);
            QCOMPARE(owners, expected);
        }
    }
}

void TestEvictionPolicy::worksAsWrittenDown()
{
    const Trace trace = makeTrace(11, 20'000);
    for (const double fraction : {0.01, 0.1}) {
        const auto budget = qint64(double(trace.uniqueBytes) * fraction);
        PlainGdsf plain(budget);
        const ReplayFigures expected = replay(trace, plain);
        const ReplayFigures figures = replay(trace, *makeEvictionPolicy("GDSF", budget));
        QCOMPARE(figures.hitRatio, expected.hitRatio);
        QCOMPARE(figures.costSaved, expected.costSaved);
        const ReplayFigures ofBest = replay(trace, *makeEvictionPolicy("GDSF-MA3", budget));
        const ReplayFigures ofLru = replay(trace, *makeEvictionPolicy("LRU", budget));
        QVERIFY(ofBest.costSaved > ofLru.costSaved);
        QVERIFY(ofLru.hitRatio > 0.02);
    }
}

// Only where the traces are, which are not part of the project.
void TestEvictionPolicy::earnsWhatIsOnRecord()
{
    const QDir folder(QStringLiteral(LARDER_TRACES));
    QString name;
    Trace trace;
    for (const Golden& golden : readGolden(folder)) {
        // Of the size of a test; `larder_bench policy` replays all.
        constexpr qint64 kLargest = 1'000'000;
        const QString path = folder.filePath(golden.trace + QStringLiteral(".csv.gz"));
        if (!QFile::exists(path) || QFileInfo(path).size() > kLargest)
            continue;
        if (golden.trace != name) {
            const Result<Trace> read = readTrace(path);
            QVERIFY2(read, read ? "" : qPrintable(errorText(read.error())));
            trace = read.value();
            name = golden.trace;
        }
        const auto budget = qint64(double(trace.uniqueBytes) * golden.fraction);
        const ReplayFigures figures = replay(trace, *makeEvictionPolicy(golden.policy, budget));
        const double tolerance = golden.policy == "LRU" ? 0.00006 : 0.002;
        const auto agrees = [&](double one, double other) { return std::abs(one - other) <= tolerance; };
        QVERIFY2(agrees(figures.costSaved, golden.figures.costSaved)
                && agrees(figures.hitRatio, golden.figures.hitRatio)
                && agrees(figures.byteHitRatio, golden.figures.byteHitRatio),
            qPrintable(QStringLiteral("%1 %2 %3: %4")
                           .arg(name, QString::fromLatin1(golden.policy))
                           .arg(golden.fraction)
                           .arg(figures.costSaved)));
    }
}

void TestEvictionPolicy::readsOnlyTraces()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.csv"));
    const auto write = [&](const QByteArray& text) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    QVERIFY(!readTrace(path));
    write("time_ms,key,size,cost_ms,kind,ttl_ms\n1,7,100,2.5,tree,0\n2,7,0,0,inv,0\n");
    const Result<Trace> trace = readTrace(path);
    QVERIFY(trace);
    QCOMPARE(trace.value().rows.size(), 2U);
    QCOMPARE(trace.value().uniqueBytes, 100);
    QVERIFY(trace.value().rows[1].invalidates);
    for (const char* const wrong :
        {"x,7,100,2.5,tree,0\n", "1,7,100,2.5,tree\n", "5,1,1,1,a,0\n4,1,1,1,a,0\n"}) {
        write(QByteArray("time_ms,key,size,cost_ms,kind,ttl_ms\n") + wrong);
        QVERIFY(!readTrace(path));
    }
    write("a,b\n");
    QVERIFY(!readTrace(path));
}

QTEST_APPLESS_MAIN(TestEvictionPolicy)
#include "tst_evictionpolicy.moc"
