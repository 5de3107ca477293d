rootProject.name = "scales"
