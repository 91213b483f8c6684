#include "models/connectionprofile.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestConnectionProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void comesBackFromItsFile();
    void isCalledByItsNameOrItsTarget();
    void leavesOutWhatCantBeUsed();
    void neverKeepsAPassword();
    void twoWithOneIdAreTold();
    void refusesOtherFiles_data();
    void refusesOtherFiles();
};

void TestConnectionProfile::comesBackFromItsFile()
{
    ConnectionProfile shop
        = newProfile(QStringLiteral("postgresql://ann@db.example:5433/shop?sslmode=require"));
    shop.name = QStringLiteral("Shop \"ü\"");
    shop.folder = QStringLiteral("Work/Shops");
    shop.colour = QColor(0x12, 0x34, 0x56);
    shop.readOnly = true;
    shop.production = true;
    const ConnectionProfile file = newProfile(QStringLiteral("/data/shop.db"));
    QVERIFY(shop.id != file.id);
    const Result<ReadProfiles> read = profilesFromJson(profilesJson({shop, file}));
    QVERIFY(read);
    QCOMPARE(read.value().notes, QStringList());
    QVERIFY(read.value().profiles == (std::vector{shop, file}));
    QVERIFY(profilesFromJson(profilesJson({})).value().profiles.empty());
}

void TestConnectionProfile::isCalledByItsNameOrItsTarget()
{
    ConnectionProfile profile = newProfile(QStringLiteral("postgresql://db.example/shop"));
    QCOMPARE(profile.label(), QStringLiteral("shop on db.example"));
    profile.name = QStringLiteral("Shop");
    QCOMPARE(profile.label(), QStringLiteral("Shop"));
    QCOMPARE(newProfile(QStringLiteral("/data/shop.db")).label(), QStringLiteral("shop.db"));
}

void TestConnectionProfile::leavesOutWhatCantBeUsed()
{
    const Result<ReadProfiles> read = profilesFromJson(
        R"({"larderConnections":1,"connections":[5,{"name":"Old","address":"gopher://x"},{"address":"/a.db"}]})");
    QVERIFY(read);
    QCOMPARE(read.value().profiles.size(), size_t(1));
    QCOMPARE(read.value().profiles[0].address, QStringLiteral("/a.db"));
    QVERIFY(!read.value().profiles[0].id.isEmpty());
    QCOMPARE(read.value().notes.size(), 2);
    QVERIFY2(read.value().notes[1].startsWith(QStringLiteral("Old was left out")),
        qPrintable(read.value().notes[1]));
}

void TestConnectionProfile::neverKeepsAPassword()
{
    const Result<ReadProfiles> read = profilesFromJson(
        R"({"larderConnections":1,"connections":[{"address":"postgresql://ann:s3cret@db.example/shop"}]})");
    QVERIFY(read);
    QVERIFY(read.value().profiles.empty());
    QVERIFY(!read.value().notes[0].contains(QStringLiteral("s3cret")));
}

void TestConnectionProfile::twoWithOneIdAreTold()
{
    const ConnectionProfile one = newProfile(QStringLiteral("/a.db"));
    const std::vector<ConnectionProfile> read = profilesFromJson(profilesJson({one, one})).value().profiles;
    QCOMPARE(read.size(), size_t(2));
    QCOMPARE(read[0].id, one.id);
    QVERIFY(read[1].id != one.id && !read[1].id.isEmpty());
}

void TestConnectionProfile::refusesOtherFiles_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("<xml/>");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("something else") << QByteArray(R"({"connections":[]})");
    QTest::newRow("a later version") << QByteArray(R"({"larderConnections":2,"connections":[]})");
    QTest::newRow("no list") << QByteArray(R"({"larderConnections":1,"connections":{}})");
}

void TestConnectionProfile::refusesOtherFiles()
{
    QFETCH(QByteArray, json);
    const Result<ReadProfiles> read = profilesFromJson(json);
    QVERIFY(!read);
    QVERIFY(!read.error().why.isEmpty() && !read.error().advice.isEmpty());
}

QTEST_GUILESS_MAIN(TestConnectionProfile)
#include "tst_connectionprofile.moc"
