#include "app/connectionstore.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace larder;

class TestConnectionStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsConnections();
    void startsWithNone();
    void onlyTheUserMayReadTheFile();
    void aDamagedFileIsKeptAside();
    void tellsThatItCouldNotSave();
    void keepsAsideWhatItDoesNotKnow();

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("connections.json")); }

    QTemporaryDir m_folder;
};

void TestConnectionStore::keepsConnections()
{
    const std::vector profiles{newProfile(QStringLiteral("/a.db")), newProfile(QStringLiteral("/b.db"))};
    QVERIFY(!ConnectionStore(path()).save(profiles));
    const ReadProfiles read = ConnectionStore(path()).load();
    QVERIFY(read.profiles == profiles);
    QCOMPARE(read.notes, QStringList());
}

void TestConnectionStore::startsWithNone()
{
    const ReadProfiles read = ConnectionStore(m_folder.filePath(QStringLiteral("none"))).load();
    QVERIFY(read.profiles.empty() && read.notes.isEmpty());
}

void TestConnectionStore::onlyTheUserMayReadTheFile()
{
    QVERIFY(!ConnectionStore(path()).save({}));
    const auto others
        = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFile::permissions(path()) & others));
}

void TestConnectionStore::aDamagedFileIsKeptAside()
{
    for (const QByteArray& damage : {QByteArray("half a fi"), QByteArray("the other half")}) {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(damage) > 0);
        file.close();
        const ReadProfiles read = ConnectionStore(path()).load();
        QVERIFY(read.profiles.empty());
        QCOMPARE(read.notes.size(), 1);
        QVERIFY(!QFile::exists(path()));
    }
    QByteArrayList kept;
    const QDir folder(m_folder.path());
    for (const QString& name : folder.entryList({QStringLiteral("*.damaged*")})) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        kept << file.readAll();
    }
    std::sort(kept.begin(), kept.end());
    QCOMPARE(kept, (QByteArrayList{"half a fi", "the other half"}));
}

void TestConnectionStore::tellsThatItCouldNotSave()
{
    const auto error = ConnectionStore(m_folder.filePath(QStringLiteral("none/c.json"))).save({});
    QVERIFY(error.has_value());
    QVERIFY(!error->why.isEmpty() && !error->advice.isEmpty());
}

void TestConnectionStore::keepsAsideWhatItDoesNotKnow()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("c.json"));
    ConnectionProfile other = newProfile(QStringLiteral("/a.db"));
    other.address = QStringLiteral("oracle://somewhere");
    const QByteArray json = profilesJson({other});
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(json) == json.size());
    file.close();
    QCOMPARE(ConnectionStore(path).load().notes.size(), 1);
    QVERIFY(!ConnectionStore(path).save({newProfile(QStringLiteral("/b.db"))}));
    QCOMPARE(ConnectionStore(path).load().profiles.size(), size_t(1));
    QFile aside(path + QStringLiteral(".damaged"));
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), json);
    // What is as it was is written over.
    QVERIFY(!ConnectionStore(path).save({}));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2);
}

QTEST_GUILESS_MAIN(TestConnectionStore)
#include "tst_connectionstore.moc"
