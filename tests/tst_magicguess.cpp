#include "models/magicguess.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestMagicGuess final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void knowsBeginnings_data();
    void knowsBeginnings();
    void guessesNothingFromLess_data();
    void guessesNothingFromLess();
};

void TestMagicGuess::knowsBeginnings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("extension");
    QTest::addColumn<bool>("image");
    const auto row = [](const QByteArray& bytes, const char* extension, bool image) {
        QTest::newRow(extension) << bytes << QString::fromLatin1(extension) << image;
    };
    row("\x89PNG\r\n\x1a\n....", "png", true);
    row("\xff\xd8\xff\xe0", "jpeg", true);
    row("GIF89a", "gif", true);
    row("RIFF....WEBPVP8 ", "webp", true);
    row("RIFF....WAVEfmt ", "wav", false);
    row(QByteArray("BM\x46\0\0\0\0\0\0\0", 10), "bmp", true);
    row(QByteArray("\0\0\1\0", 4), "ico", true);
    row("%PDF-1.7", "pdf", false);
    row("PK\3\4", "zip", false);
    row(QByteArray("SQLite format 3\0", 16), "sqlite", false);
    row(QByteArray("\0\0\0\x20"
                   "ftypisom",
            12),
        "mp4", false);
    row(QByteArray("\0\0\0\x20"
                   "ftypavif",
            12),
        "avif", true);
}

void TestMagicGuess::knowsBeginnings()
{
    QFETCH(QByteArray, bytes);
    const auto guess = guessByMagic(bytes);
    QVERIFY(guess);
    QTEST(guess->extension, "extension");
    QTEST(guess->isImage, "image");
    QVERIFY(!guess->label.isEmpty());
    QCOMPARE(guessByMagic(bytes + QByteArray(1'000, 'x')), guess);
}

void TestMagicGuess::guessesNothingFromLess_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one byte") << QByteArray("\x89");
    QTest::newRow("half a magic") << QByteArray("\x89PNG\r\n");
    QTest::newRow("BM as letters") << QByteArray("BMW drives on");
    QTest::newRow("WEBP without RIFF") << QByteArray("RAFF....WEBP");
    QTest::newRow("zeros") << QByteArray(64, '\0');
    QTest::newRow("magic further in") << QByteArray(" %PDF-1.7");
}

void TestMagicGuess::guessesNothingFromLess()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!guessByMagic(bytes));
}

QTEST_GUILESS_MAIN(TestMagicGuess)
#include "tst_magicguess.moc"
