#pragma once

#include "app/application.h"

#include <QTemporaryDir>

namespace larder {

/// Walks through the program the way a user would, with the mouse, checks each step and saves a picture of
/// it. Works on a copy of the sample database and on settings of its own.
class Tour final
{
public:
    /// Pictures go to @p folder.
    explicit Tour(const QString& folder);
    ~Tour();

    /// Runs all steps; prints a line for each. 0 if every step was as expected, else 1.
    [[nodiscard]] int run();

private:
    struct Check
    {
        bool asExpected = false;
        QString seen = {};
    };

    [[nodiscard]] Check openSample();
    [[nodiscard]] Check runFirst();
    [[nodiscard]] Check runAgain();
    [[nodiscard]] Check expireByButton();
    [[nodiscard]] Check runAfterExpire();
    [[nodiscard]] Check runStatement();
    [[nodiscard]] bool step(int number, const QString& name, const Check& check);
    [[nodiscard]] bool savePicture(const QString& name);

    const QString m_folder;
    QTemporaryDir m_data;
    Application m_application;
};

} // namespace larder
