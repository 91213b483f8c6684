#include "ui/valuefilesaver.h"

#include "tests/support/results.h"
#include "ui/noticebar.h"

#include <QFile>
#include <QFileDialog>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

class Bench
{
public:
    Bench() : bar(QStringLiteral("bar"), &window), saver(bar, &window) { window.show(); }

    [[nodiscard]] QString path(const char* name) const { return folder.filePath(QString::fromLatin1(name)); }

    QTemporaryDir folder;
    QWidget window;
    NoticeBar bar;
    ValueFileSaver saver;
    CellValue value{resultOf({QStringLiteral("a")}, {{blob("abc")}}), 0, 0};
};

} // namespace

class TestValueFileSaver final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void savesWhereTheUserSays();
    void savesNothingIfTheUserCloses();
    void saysWhatFailed();
    void offersToCancel();
};

void TestValueFileSaver::savesWhereTheUserSays()
{
    Bench bench;
    bench.saver.askAndSave(bench.value, QStringLiteral("photo.bin"));
    auto* const dialog = bench.window.findChild<QFileDialog*>(QStringLiteral("saveValueDialog"));
    QVERIFY(dialog);
    QVERIFY(dialog->selectedFiles().constFirst().endsWith(QStringLiteral("/photo.bin")));
    dialog->selectFile(bench.path("chosen"));
    static_cast<QDialog*>(dialog)->accept();
    QTRY_VERIFY(bench.bar.text().startsWith(QStringLiteral("Saved 3 B to ")));
    QFile file(bench.path("chosen"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("abc"));
}

void TestValueFileSaver::savesNothingIfTheUserCloses()
{
    Bench bench;
    bench.saver.askAndSave(bench.value, QStringLiteral("photo.bin"));
    bench.window.findChild<QFileDialog*>(QStringLiteral("saveValueDialog"))->reject();
    QVERIFY(!bench.saver.isBusy());
    QVERIFY(!bench.bar.isVisible());
}

void TestValueFileSaver::saysWhatFailed()
{
    Bench bench;
    bench.saver.saveTo(bench.value, bench.path("no/folder"));
    QTRY_VERIFY(bench.bar.text().startsWith(QStringLiteral("Cannot save to ")));
    QVERIFY(!bench.saver.isBusy());
}

void TestValueFileSaver::offersToCancel()
{
    Bench bench;
    bench.value = {resultOf({QStringLiteral("a")}, {{blob(QByteArray(64 << 20, 'x'))}}), 0, 0};
    QSignalSpy busy(&bench.saver, &ValueFileSaver::busyChanged);
    bench.saver.saveTo(bench.value, bench.path("large"));
    QVERIFY(bench.saver.isBusy());
    auto* const cancel = bench.bar.findChild<QPushButton*>();
    QCOMPARE(cancel->text(), QStringLiteral("Cancel"));
    cancel->click();
    QTRY_COMPARE(busy.size(), 2);
    // Unless it was done before it heard of it.
    const bool saved = bench.bar.text().startsWith(QStringLiteral("Saved"));
    QVERIFY(saved || bench.bar.text().startsWith(QStringLiteral("Cancelled. large")));
    QCOMPARE(QFile::exists(bench.path("large")), saved);
}

QTEST_MAIN(TestValueFileSaver)
#include "tst_valuefilesaver.moc"
