#pragma once

#include "app/application.h"
#include "app/tourhand.h"

#include <QTemporaryDir>

namespace larder {

/// Walks through the program the way a user would, with the mouse, and through all panels of the inspector;
/// checks each step, also that nothing is cut off, and saves a picture of it. Works on a copy of the sample
/// database and on settings of its own.
class Tour final
{
public:
    /// Pictures go to @p folder.
    explicit Tour(const QString& folder);
    ~Tour();

    /// Runs all steps; prints a line for each. 0 if every step was as expected, else 1.
    [[nodiscard]] int run();

private:
    [[nodiscard]] TourStop openSample();
    [[nodiscard]] TourStop runFirst();
    [[nodiscard]] TourStop runAgain();
    [[nodiscard]] TourStop expireByButton();
    [[nodiscard]] TourStop runAfterExpire();
    [[nodiscard]] TourStop runStatement();
    [[nodiscard]] bool step(const QString& name, const TourStop& stop);

    const QString m_folder;
    QTemporaryDir m_data;
    Application m_application;
    int m_number = 0;
};

} // namespace larder
