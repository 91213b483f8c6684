#include "models/valuesaver.h"

#include "tests/support/values.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

} // namespace

class TestValueSaver final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("value"));
    }

    void writesExactBytes_data();
    void writesExactBytes();
    void replacesAFileAsAWhole();
    void tellsProgressOfALargeValue();
    void saysWhyItCannot();
    void leavesNothingWhenCancelled();
    void leavesNothingWhenDestroyed();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestValueSaver::writesExactBytes_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << text("a\xc3\xa4\r\n") << QByteArray("a\xc3\xa4\r\n");
    QTest::newRow("wrong text") << text("\xff") << QByteArray("\xff");
    QTest::newRow("blob") << blob(QByteArray("\0\1\xff", 3)) << QByteArray("\0\1\xff", 3);
    QTest::newRow("empty") << text("") << QByteArray();
    QTest::newRow("integer") << Value(qint64(-3)) << QByteArray("-3");
    QTest::newRow("real") << Value(0.1) << QByteArray("0.1");
}

void TestValueSaver::writesExactBytes()
{
    QFETCH(Value, value);
    QFETCH(QByteArray, bytes);
    ValueSaver saver;
    QSignalSpy saved(&saver, &ValueSaver::saved);
    saver.save(valueOf(value), m_path);
    QVERIFY(saver.isBusy());
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(!saver.isBusy());
    QCOMPARE(saved[0][0].toString(), m_path);
    QCOMPARE(saved[0][1].toLongLong(), bytes.size());
    QCOMPARE(contentOf(m_path), bytes);
}

void TestValueSaver::replacesAFileAsAWhole()
{
    QFile before(m_path);
    QVERIFY(before.open(QIODevice::WriteOnly));
    before.write("a much longer text that was there before");
    before.close();
    ValueSaver saver;
    QSignalSpy saved(&saver, &ValueSaver::saved);
    saver.save(valueOf(text("new")), m_path);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(contentOf(m_path), QByteArray("new"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);
}

void TestValueSaver::tellsProgressOfALargeValue()
{
    QByteArray bytes(40 << 20, 'x');
    bytes.back() = 'y';
    ValueSaver saver;
    QSignalSpy saved(&saver, &ValueSaver::saved);
    double last = 0;
    connect(&saver, &ValueSaver::progressed, this, [&](double share) {
        QVERIFY(share > last && share <= 1);
        last = share;
    });
    saver.save(valueOf(blob(bytes)), m_path);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(contentOf(m_path), bytes);
}

void TestValueSaver::saysWhyItCannot()
{
    ValueSaver saver;
    QSignalSpy failed(&saver, &ValueSaver::failed);
    const QString path = m_folder->filePath(QStringLiteral("no/such/folder"));
    saver.save(valueOf(text("x")), path);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!saver.isBusy());
    const auto error = failed[0][0].value<Error>();
    QVERIFY(error.what.contains(path));
    QVERIFY(!error.why.isEmpty() && !error.advice.isEmpty());
}

void TestValueSaver::leavesNothingWhenCancelled()
{
    QFile before(m_path);
    QVERIFY(before.open(QIODevice::WriteOnly));
    before.write("before");
    before.close();
    ValueSaver saver;
    QSignalSpy cancelled(&saver, &ValueSaver::cancelled);
    saver.save(valueOf(blob(QByteArray(100, 'x'))), m_path);
    saver.cancel();
    QTRY_VERIFY(!saver.isBusy());
    // Unless it was done before it heard of it.
    QCOMPARE(contentOf(m_path), cancelled.isEmpty() ? QByteArray(100, 'x') : QByteArray("before"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);
}

void TestValueSaver::leavesNothingWhenDestroyed()
{
    const CellValue value = valueOf(blob(QByteArray(64 << 20, 'x')));
    for (int i = 0; i < 3; ++i) {
        ValueSaver saver;
        saver.save(value, m_folder->filePath(QString::number(i)));
        QTest::qWait(i);
    }
    for (const QFileInfo& file : QDir(m_folder->path()).entryInfoList(QDir::Files))
        QCOMPARE(file.size(), 64 << 20);
    QCOMPARE(value.result.use_count(), 1);
}

QTEST_GUILESS_MAIN(TestValueSaver)
#include "tst_valuesaver.moc"
