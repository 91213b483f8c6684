#include "cache/resultfile.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace larder;

namespace {

ResultDirectory sampleDirectory()
{
    ResultDirectory directory;
    directory.columns = {{QStringLiteral("id"), QStringLiteral("INTEGER"), QStringLiteral("t"),
                             QStringLiteral("id"), Nullability::NotNull, true},
        {QStringLiteral("größe \U0001F600")}};
    directory.completeness = Completeness::LimitReached;
    directory.chunks = {{4096, 256, {1, 2}, {{ColumnStorage::Integer, 3, 0}, {ColumnStorage::Mixed, 0, 99}}},
        {40'960, 16'384, {3, 4}, {{ColumnStorage::Text, 0, 1'000'000}, {ColumnStorage::Empty, 0, 0}}}};
    return directory;
}

} // namespace

class TestResultFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsItsDirectoryBack();
    void refusesADirectoryOfAnotherLength();
    void believesNoCount();
    void headerSeesEveryChange();
    void hashDiffersForOtherBytes();
};

void TestResultFile::readsItsDirectoryBack()
{
    for (const ResultDirectory& directory : {sampleDirectory(), ResultDirectory()}) {
        const auto read = ResultDirectory::decoded(directory.encoded());
        QVERIFY(read);
        QVERIFY(*read == directory);
    }
}

void TestResultFile::refusesADirectoryOfAnotherLength()
{
    const QByteArray bytes = sampleDirectory().encoded();
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY2(!ResultDirectory::decoded(bytes.left(size)), qPrintable(QString::number(size)));
    QVERIFY(!ResultDirectory::decoded(bytes + 'x'));
}

void TestResultFile::believesNoCount()
{
    // The counts of columns and of chunks stand at 1 and 5.
    for (const qsizetype place : {1, 5}) {
        QByteArray bytes = sampleDirectory().encoded();
        bytes.replace(place, 4, QByteArray(4, '\xff'));
        QVERIFY(!ResultDirectory::decoded(bytes));
    }
    std::mt19937 random{1};
    const QByteArray bytes = sampleDirectory().encoded();
    for (int i = 0; i < 5'000; ++i) {
        QByteArray damaged = bytes;
        damaged[qsizetype(random() % uint(damaged.size()))] = char(random());
        (void)ResultDirectory::decoded(damaged);
    }
}

void TestResultFile::headerSeesEveryChange()
{
    const QByteArray directory = sampleDirectory().encoded();
    const ResultFileHeader header = ResultFileHeader::forDirectory(
        8'192, std::as_bytes(std::span(directory.constData(), size_t(directory.size()))));
    QVERIFY(header.isWhole());
    for (size_t bit = 0; bit < 8 * sizeof header; ++bit) {
        ResultFileHeader damaged = header;
        std::as_writable_bytes(std::span(&damaged, 1))[bit / 8] ^= std::byte(1 << bit % 8);
        QVERIFY2(!damaged.isWhole(), qPrintable(QString::number(bit)));
    }
}

void TestResultFile::hashDiffersForOtherBytes()
{
    const std::array<std::byte, 3> bytes{std::byte(1), std::byte(2), std::byte(3)};
    QVERIFY(contentHash(bytes) == contentHash(bytes));
    QVERIFY(contentHash(bytes) != contentHash(std::span(bytes).first(2)));
}

QTEST_APPLESS_MAIN(TestResultFile)
#include "tst_resultfile.moc"
