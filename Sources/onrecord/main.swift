import ArgumentParser

struct X: ParsableCommand { @Option var a: Int = 1 
 func run() { print(a) } }
X.main()
