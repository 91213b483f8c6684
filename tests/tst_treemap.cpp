#include "models/inspector/treemap.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace larder;

class TestTreemap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void cutsTheExampleOfThePaper();
    void coversTheAreaWithoutOverlap();
    void takesNothingAtAll();
};

// Bruls et al., figure 4: 6, 6, 4, 3, 2, 2, 1 in 6 by 4.
void TestTreemap::cutsTheExampleOfThePaper()
{
    const std::vector<QRectF> cells = squarified({6, 6, 4, 3, 2, 2, 1}, QRectF(0, 0, 6, 4));
    QCOMPARE(cells.size(), size_t(7));
    QCOMPARE(cells[0], QRectF(0, 0, 3, 2));
    QCOMPARE(cells[1], QRectF(0, 2, 3, 2));
    QCOMPARE(cells[2].height(), 7.0 / 3);
    QCOMPARE(cells[3].height(), 7.0 / 3);
    QCOMPARE(cells[3].right(), 6.0);
}

void TestTreemap::coversTheAreaWithoutOverlap()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<double> sizes(size_t(random.bounded(1, 40)));
        std::ranges::generate(sizes, [&] { return std::exp(random.generateDouble() * 8); });
        std::ranges::sort(sizes, std::greater());
        const QRectF area(3, 5, random.bounded(50, 900), random.bounded(50, 500));
        const std::vector<QRectF> cells = squarified(sizes, area);
        QCOMPARE(cells.size(), sizes.size());
        const double sum = std::accumulate(sizes.begin(), sizes.end(), 0.0);
        double covered = 0;
        for (size_t i = 0; i < cells.size(); ++i) {
            const double size = cells[i].width() * cells[i].height();
            covered += size;
            QVERIFY(std::abs(size / (area.width() * area.height()) - sizes[i] / sum) < 1e-9);
            QVERIFY(area.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(cells[i]));
            for (size_t other = 0; other < i; ++other) {
                const QRectF both = cells[i].intersected(cells[other]);
                QVERIFY(both.width() * both.height() < 1e-6);
            }
        }
        QVERIFY(std::abs(covered - area.width() * area.height()) < 1e-4);
    }
}

void TestTreemap::takesNothingAtAll()
{
    QVERIFY(squarified({}, QRectF(0, 0, 10, 10)).empty());
    QCOMPARE(squarified({1, 1}, QRectF(0, 0, 0, 0)).size(), size_t(2));
}

QTEST_GUILESS_MAIN(TestTreemap)
#include "tst_treemap.moc"
